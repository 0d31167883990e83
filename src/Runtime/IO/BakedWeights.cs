using System.ComponentModel;
using System.Reflection;
using System.Runtime.InteropServices;

namespace RnnGen;

/// <summary>
/// Weights that the assembly of a model holds as a resource (<c>[Weights]</c>). They are read where they lie: an assembly is
/// mapped into memory, or part of the executable. Generated code names them; the generator has checked them.
/// </summary>
/// <param name="assembly">The assembly.</param>
/// <param name="resource">Name of the resource, a .safetensors file.</param>
/// <param name="parametersAt">Its first byte of the trained weights.</param>
/// <param name="statisticsAt">Its first byte of the weights that are not trained; 0 if there are none.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class BakedWeights(Assembly assembly, string resource, long parametersAt, long statisticsAt)
{
    /// <summary>Kernels read whole vectors past the last value; what is mapped is mapped in pages of at least this size.</summary>
    private const int PageSize = 4096;

    private const int SpareBytes = 64;

    private readonly Lock _lock = new();

    // Those of all models of the class. Keeps the stream, and with it the mapping, alive.
    private AlignedBlock _parameters;

    /// <summary>Where the weights are read from: in the assembly itself, or in the one copy of all models of the class.</summary>
    internal bool IsCopy { get; private set; }

    /// <summary>The trained weights, to be read only.</summary>
    internal AlignedBlock Parameters(ModelDescription description)
    {
        lock (_lock)
        {
            if (!_parameters.Exists)
                _parameters = Open(description);
            return _parameters;
        }
    }

    /// <summary>Copies the weights that are not trained, of which there are few.</summary>
    internal void CopyStatistics(ModelDescription description, Span<float> statistics)
    {
        if (statistics.IsEmpty)
            return;
        using Stream stream = OpenStream(description);
        Read(stream, statisticsAt, statistics);
    }

    private AlignedBlock Open(ModelDescription description)
    {
        Stream stream = OpenStream(description);
        int length = description.ParameterCount;
        if (stream is UnmanagedMemoryStream mapped && BitConverter.IsLittleEndian)
        {
            byte* start = mapped.PositionPointer + parametersAt;
            byte* end = start + (long)length * sizeof(float);
            byte* last = mapped.PositionPointer + mapped.Length - 1;

            // Past the end is more of the resource, or the rest of its last page.
            if (end + SpareBytes - 1 <= last || (nuint)(end + SpareBytes - 1) / PageSize == (nuint)last / PageSize)
                return new AlignedBlock((float*)start, length, mapped);
        }

        IsCopy = true;
        var copy = new AlignedBlock(length);
        Read(stream, parametersAt, copy.Span);
        stream.Dispose();
        return copy;
    }

    private Stream OpenStream(ModelDescription description) => assembly.GetManifestResourceStream(resource)
        ?? throw new InvalidOperationException(
            $"{description.Name}: the assembly {assembly.GetName().Name} has no resource '{resource}', which holds the weights of [Weights]. "
            + $"Name the file as <RnnGenWeights Include=\"…\" />, and keep the project's resources.");

    private static void Read(Stream stream, long offset, Span<float> values)
    {
        stream.Position = offset;
        stream.ReadExactly(MemoryMarshal.AsBytes(values));
        if (!BitConverter.IsLittleEndian)
            Data.NumericArray.ToMachineOrder(MemoryMarshal.AsBytes(values), sizeof(float), littleEndian: true);
    }
}
