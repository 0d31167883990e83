namespace RnnGen;

/// <summary>What the poolings over windows share.</summary>
public abstract class PoolingAttribute : LayerAttribute
{
    private protected PoolingAttribute()
    {
    }

    /// <summary>
    /// What stands around the input (Keras: <c>padding</c>). Default nothing: <see cref="Padding.Valid"/>. Padding has no
    /// part in a maximum, nor in a mean: neither in its sum nor in its count.
    /// </summary>
    public Padding Padding { get; set; } = Padding.Valid;
}
