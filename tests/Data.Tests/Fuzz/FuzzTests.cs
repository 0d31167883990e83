using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Numerics.Tensors;
using RnnGen.Data.Tests.Infrastructure;
using RnnGen.Tests;
using Xunit.Abstractions;

namespace RnnGen.Data.Tests.Fuzz;

/// <summary>
/// Damaged files end in success or in the documented exception, within a second, and without allocating more than twice
/// their size.
/// </summary>
/// <remarks>
/// A slice of the cases runs with the tests. All of them, or others, or a single one that failed:
/// <code>
/// RNNGEN_FUZZ=1000000 dotnet test tests/Data.Tests -c Release --filter FuzzTests --logger "console;verbosity=detailed"
/// RNNGEN_FUZZ=1000000 RNNGEN_FUZZ_FIRST=5000000 dotnet test …
/// RNNGEN_FUZZ=1 RNNGEN_FUZZ_FIRST=123456 dotnet test …
/// </code>
/// </remarks>
public sealed class FuzzTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>What reading costs however small the file is: buffers of streams, the exception.</summary>
    private const long FixedAllocation = 160_000;

    private static readonly int s_cases = Setting("RNNGEN_FUZZ", 30_000);
    private static readonly int s_first = Setting("RNNGEN_FUZZ_FIRST", 0);

    // In memory, where the system has such a folder: a file system takes milliseconds for a new file.
    private readonly TempFolder _folder = new(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath());
    private readonly FuzzModel _model = new(seed: 1);
    private readonly SmallFuzzModel _small = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Safetensors()
    {
        byte[][] files = [Saved(_small.SaveWeights), Saved(_model.SaveWeights), Checkpoint()];
        Run((s_cases + 2) / 3, (mutator, path) =>
        {
            int which = Which(mutator, files.Length);
            byte[] whole = files[which], other = files[mutator.Below(files.Length)];
            if (mutator.Below(2) == 0)
            {
                File.WriteAllBytes(path, mutator.Damage(whole, other));
            }
            else
            {
                // The header alone, with its right length.
                int end = 8 + (int)BitConverter.ToInt64(whole);
                byte[] header = mutator.Damage(whole.AsSpan(8, end - 8), other);
                File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)header.Length), .. header, .. whole[end..]]);
            }

            Model model = which == 1 ? _model : _small;
            bool strict = mutator.Below(2) == 0;
            return which == 2 ? () => _small.LoadCheckpoint(path, new SGD()) : () => model.LoadWeights(path, strict);
        });
    }

    [Fact]
    public void Npz()
    {
        byte[][] small = [.. _small.GetWeights().Select(ToNpy)], large = [.. _model.GetWeights().Select(ToNpy)];
        byte[][] files =
        [
            Zip(CompressionLevel.NoCompression, small),
            Zip(CompressionLevel.NoCompression, large),
            Zip(CompressionLevel.Fastest, small),
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "compressed.npz")),
        ];
        Run((s_cases + 2) / 3, (mutator, path) =>
        {
            int which = Which(mutator, files.Length);
            bool large_ = which == 1, strict = mutator.Below(2) == 0;
            if (mutator.Below(2) == 0)
            {
                File.WriteAllBytes(path, mutator.Damage(files[which], files[mutator.Below(files.Length)]));
            }
            else
            {
                // An array, in an archive that is whole; or alone.
                byte[][] arrays = [.. large_ ? large : small];
                byte[] damaged = mutator.Damage(arrays[0], arrays[^1]);
                arrays[0] = damaged;
                File.WriteAllBytes(path, mutator.Below(4) == 0 ? damaged : Zip(which == 2 ? CompressionLevel.Fastest : CompressionLevel.NoCompression, arrays));
            }

            Model model = large_ ? _model : _small;
            return mutator.Below(3) switch
            {
                0 => () => Data.Npz.Read(path),
                1 => () => Npy.Read(path),
                _ => () => model.LoadWeights(path, strict),
            };
        });
    }

    [Fact]
    public void Idx()
    {
        byte[] pixels = new byte[20 * 28 * 28];
        new Random(1).NextBytes(pixels);
        byte[][] files =
        [
            IdxFile.Bytes([10], pixels[..10]),
            IdxFile.Bytes([20, 28, 28], pixels),
            IdxFile.Make(0x0D, [2, 3], pixels.AsSpan(0, 24)),
            TempFolder.Gzip(IdxFile.Bytes([5, 4], pixels.AsSpan(0, 20).ToArray())),
        ];
        Run((s_cases + 2) / 3, (mutator, path) =>
        {
            byte[] damaged = mutator.Damage(files[Which(mutator, files.Length)], files[mutator.Below(files.Length)]);
            File.WriteAllBytes(path, mutator.Below(8) == 0 ? TempFolder.Gzip(damaged) : damaged);
            return () => Data.Idx.Read(path);
        });
    }

    /// <summary>Runs cases, each determined by its number.</summary>
    /// <param name="cases">How many.</param>
    /// <param name="prepare">Writes the damaged file, and gives what reads it.</param>
    private void Run(int cases, Func<Mutator, string, Action> prepare)
    {
        long start = Stopwatch.GetTimestamp(), mostBeyond = long.MinValue;
        double slowest = 0;
        int accepted = 0;
        string path = _folder.At("damaged");
        for (int number = s_first; number < s_first + cases; number++)
        {
            Action read = prepare(new Mutator(number), path);
            long size = new FileInfo(path).Length;
            (bool success, long allocated, double seconds) = Try(number, read);

            // Once more: another process may have had the processor, or .NET has prepared its first exception of a kind.
            if (seconds > 1 || allocated > 2 * size + FixedAllocation)
                (_, allocated, seconds) = Try(number, read);
            accepted += success ? 1 : 0;
            slowest = Math.Max(slowest, seconds);
            mostBeyond = Math.Max(mostBeyond, allocated - 2 * size);
            Assert.True(seconds <= 1, $"Case {number} took {seconds} s.");
            Assert.True(allocated <= 2 * size + FixedAllocation, $"Case {number} allocated {allocated} bytes for a file of {size}.");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{cases} files, {accepted} accepted, slowest {slowest * 1000:F1} ms, at most {mostBeyond} bytes beyond twice the file; {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s"));
        Assert.True(cases < 100 || accepted < cases / 2, "Most damages were not noticed.");
    }

    private static (bool Success, long Allocated, double Seconds) Try(int number, Action read)
    {
        long start = Stopwatch.GetTimestamp(), before = GC.GetAllocatedBytesForCurrentThread();
        bool success = false;
        try
        {
            read();
            success = true;
        }
        catch (Exception exception) when (exception is InvalidDataException or DataFormatException)
        {
            // The documented ones; they say something.
            Assert.NotEmpty(exception.Message);
        }
        catch (Exception exception)
        {
            Assert.Fail($"Case {number}: {exception}");
        }

        return (success, GC.GetAllocatedBytesForCurrentThread() - before, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>The second file is a large one, and rarer.</summary>
    private static int Which(Mutator mutator, int files) => mutator.Below(16) == 0 ? 1 : mutator.Below(files - 1) is int which and > 0 ? which + 1 : 0;

    private static byte[] Saved(Action<Stream> save)
    {
        using var stream = new MemoryStream();
        save(stream);
        return stream.ToArray();
    }

    private byte[] Checkpoint()
    {
        _small.SaveCheckpoint(_folder.At("a.ckpt"), new SGD());
        return File.ReadAllBytes(_folder.At("a.ckpt"));
    }

    private static byte[] ToNpy(Tensor<float> weight)
    {
        float[] values = new float[weight.FlattenedLength];
        weight.FlattenTo(values);
        return NumpyFile.Npy([.. weight.Lengths.ToArray().Select(length => (int)length)], values);
    }

    private static byte[] Zip(CompressionLevel level, byte[][] arrays)
        => NumpyFile.Npz(level, [.. arrays.Select((array, i) => (string.Create(CultureInfo.InvariantCulture, $"arr_{i}"), array))]);

    private static int Setting(string name, int otherwise)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
