namespace RnnGen;

/// <summary>
/// Base of all layers. Layers stand on one declaration of the model's class and are applied in the order written.
/// </summary>
public abstract class LayerAttribute : Attribute
{
    private protected LayerAttribute()
    {
    }
}
