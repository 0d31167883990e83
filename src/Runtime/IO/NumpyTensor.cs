using RnnGen.Data;

namespace RnnGen.IO;

/// <summary>An array in a file of NumPy's, which is read when it is wanted.</summary>
/// <param name="Name">Its name: <c>arr_0</c>.</param>
/// <param name="Shape">Its shape; empty for a single number.</param>
/// <param name="Read">Reads it.</param>
internal sealed record NumpyTensor(string Name, int[] Shape, Func<NumericArray> Read) : StoredTensor(Name, Shape)
{
    private NumericArray? _array;

    /// <exception cref="DataFormatException">The array is damaged.</exception>
    /// <exception cref="InvalidDataException">It does not hold floating-point numbers.</exception>
    public override void Load()
    {
        _array = Read();
        if (_array.Type is not (NumericType.Float16 or NumericType.Float32 or NumericType.Float64))
            throw new InvalidDataException($"tensor '{Name}' has elements of type {_array.Type}; Float64, Float32 and Float16 are read");
    }

    public override void CopyTo(Span<float> values) => _array!.CopyTo(values);
}
