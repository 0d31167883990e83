namespace RnnGen.Data;

/// <summary>Reads .npy, NumPy's format of one array. Only arrays of numbers and booleans are read.</summary>
public static class Npy
{
    /// <summary>Reads a file, compressed with gzip or not. An array in Fortran's order is turned around.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataFormatException">
    /// The file is not .npy, is damaged or cut off, or its array is not one of numbers.
    /// </exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static NumericArray Read(string path)
    {
        using DataReader reader = DataReader.Open(path);
        return new NpyReader(reader).ReadNumbers();
    }
}
