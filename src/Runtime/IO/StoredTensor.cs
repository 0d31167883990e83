namespace RnnGen.IO;

/// <summary>A tensor in a weight file: what the file says of it, checked.</summary>
/// <param name="Name">Its name: <c>lstm.kernel</c>.</param>
/// <param name="Shape">Its shape; empty for a single number.</param>
internal abstract record StoredTensor(string Name, int[] Shape)
{
    /// <summary>Reads the elements into memory, where they are not yet. They can then be copied without failing.</summary>
    public virtual void Load()
    {
    }

    /// <summary>Writes the elements as floats.</summary>
    /// <param name="values">As long as the tensor has elements.</param>
    public abstract void CopyTo(Span<float> values);
}
