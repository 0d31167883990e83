namespace RnnGen;

/// <summary>Base of the wrappers: attributes that change how the layer after them is applied.</summary>
public abstract class WrapperAttribute : Attribute
{
    private protected WrapperAttribute()
    {
    }
}
