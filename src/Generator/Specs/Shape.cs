using System.Globalization;

namespace RnnGen.Generator.Specs;

/// <summary>The shape of one sample, without the batch axis.</summary>
internal sealed record Shape(EquatableArray<int> Dimensions)
{
    public Shape(params int[] dimensions) : this(new EquatableArray<int>(dimensions))
    {
    }

    public int Rank => Dimensions.Count;

    /// <summary>Number of elements; long and saturating, so that a shape too large for an array can be seen and reported.</summary>
    public long Size
    {
        get
        {
            long size = 1;
            foreach (int dimension in Dimensions)
                size = dimension > 0 && size > long.MaxValue / dimension ? long.MaxValue : size * dimension;
            return size;
        }
    }

    public int Last => Dimensions[Dimensions.Count - 1];

    /// <summary>The same shape with another last dimension.</summary>
    public Shape WithLast(int last)
    {
        int[] dimensions = [.. Dimensions];
        dimensions[dimensions.Length - 1] = last;
        return new Shape(dimensions);
    }

    /// <summary>As Keras and the docs write it: <c>(28, 64)</c>.</summary>
    public override string ToString() =>
        $"({string.Join(", ", Dimensions.Select(dimension => dimension.ToString(CultureInfo.InvariantCulture)))})";
}
