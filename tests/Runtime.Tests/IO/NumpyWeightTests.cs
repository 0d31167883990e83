using System.IO.Compression;
using System.Runtime.InteropServices;
using RnnGen.Tests;

namespace RnnGen.Runtime.Tests.IO;

/// <summary>Weights as <c>np.savez("w.npz", *model.get_weights())</c> writes them in Keras.</summary>
public sealed class NumpyWeightTests : IDisposable
{
    private static readonly float[] s_kernel = [1, 2, 3, 4, 5, 6];
    private static readonly float[] s_bias = [7, 8, 9];

    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen").FullName;

    private string Weights => Path.Combine(_folder, "w.npz");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(CompressionLevel.NoCompression, "arr_0", "arr_1")]
    [InlineData(CompressionLevel.Optimal, "arr_0", "arr_1")]
    [InlineData(CompressionLevel.NoCompression, "dense.kernel", "dense.bias")]
    [InlineData(CompressionLevel.NoCompression, "dense/kernel", "dense/bias")]
    public void Arrays_become_weights(CompressionLevel level, string kernel, string bias)
    {
        byte[] file = NumpyFile.Npz(level, (kernel, NumpyFile.Npy([2, 3], s_kernel)), (bias, NumpyFile.Npy([3], s_bias)));
        File.WriteAllBytes(Weights, file);
        var model = new LinearModel(2, 3, batch: 1);
        Assert.Empty(model.LoadWeights(Weights));
        Assert.Equal([.. s_kernel, .. s_bias], model.Parameters.ToArray());

        var other = new LinearModel(2, 3, batch: 1, seed: 3);
        Assert.Empty(other.LoadWeights(new DeflateStream(new MemoryStream(Deflated(file)), CompressionMode.Decompress)));
        Assert.Equal(model.Parameters.ToArray(), other.Parameters.ToArray());
    }

    [Fact]
    public void All_types_of_floating_point_numbers_are_read()
    {
        double[] kernel = [0.1, -1e300, Math.PI, 4, 5, 6];
        Half[] bias = [(Half)0.1, Half.NegativeInfinity, Half.Epsilon];
        File.WriteAllBytes(Weights, NumpyFile.Npz(
            CompressionLevel.NoCompression,
            ("arr_0", NumpyFile.Npy(NumpyFile.Header("<f8", [2, 3]), MemoryMarshal.AsBytes<double>(kernel))),
            ("arr_1", NumpyFile.Npy(NumpyFile.Header("<f2", [3]), MemoryMarshal.AsBytes<Half>(bias)))));
        var model = new LinearModel(2, 3, batch: 1);
        model.LoadWeights(Weights);
        Assert.Equal([.. kernel.Select(value => (float)value), .. bias.Select(value => (float)value)], model.Parameters.ToArray());
    }

    [Fact]
    public void A_single_array_is_the_weight_of_a_model_that_has_one()
    {
        string path = Path.Combine(_folder, "w.npy");
        File.WriteAllBytes(path, NumpyFile.Npy([2, 3], s_kernel));
        BareModel model = BareModel.Of(Initializer.Zeros, [2, 3]);
        Assert.Empty(model.LoadWeights(path));
        Assert.Equal(s_kernel, model.Parameters.ToArray());
        Assert.Equal(
            $"Linear.LoadWeights: {path}: it holds 1 array without names, but the model has 2 weights: dense.kernel, dense.bias. "
            + "Pass strict: false to load what there is.",
            Assert.Throws<InvalidDataException>(() => new LinearModel(2, 3, batch: 1).LoadWeights(path)).Message);
    }

    [Fact]
    public void A_mismatch_names_the_tensor_and_changes_nothing()
    {
        byte[] kernel = NumpyFile.Npy([2, 3], s_kernel), bias = NumpyFile.Npy([3], s_bias);
        byte[] whole = NumpyFile.Npz(CompressionLevel.NoCompression, ("arr_0", kernel), ("arr_1", bias));
        Refused("tensor 'arr_1' has shape (4,), but the model's dense.bias has (3,).", ("arr_0", kernel), ("arr_1", NumpyFile.Npy([4], [1, 2, 3, 4])));
        Refused("it holds 3 arrays without names, but the model has 2 weights", ("arr_0", kernel), ("arr_1", bias), ("arr_2", bias));
        Refused("there is no tensor 'dense.kernel'; it holds arr_0, arr_2.", ("arr_0", kernel), ("arr_2", bias));
        Refused("there is no tensor 'dense.bias'; it holds dense.kernel.", ("dense.kernel", kernel));
        Refused("two arrays are named 'a.b'.", ("a/b", kernel), ("a.b", kernel));
        Refused(
            "tensor 'arr_1' has elements of type Int32; Float64, Float32 and Float16 are read.",
            ("arr_0", kernel),
            ("arr_1", NumpyFile.Npy(NumpyFile.Header("<i4", [3]), new byte[12])));
        Refused("w.npz, arr_1.npy, byte ", ("arr_0", kernel), ("arr_1", bias[..^1]));
        whole[whole.AsSpan().IndexOf(MemoryMarshal.AsBytes<float>(s_bias))] ^= 1;
        Refused("found data that is damaged or cut off, wanted a whole file.", whole);
        Refused("found a zip archive that is damaged or cut off", whole[..^30]);

        void Refused(string message, params object[] arrays)
        {
            File.WriteAllBytes(Weights, arrays is [byte[] file] ? file : NumpyFile.Npz(CompressionLevel.NoCompression, [.. arrays.Cast<(string, byte[])>()]));
            var model = new LinearModel(2, 3, batch: 1);
            float[] before = model.Parameters.ToArray();
            string found = Assert.Throws<InvalidDataException>(() => model.LoadWeights(Weights)).Message;
            Assert.StartsWith($"Linear.LoadWeights: {Weights}", found, StringComparison.Ordinal);
            Assert.Contains(message, found, StringComparison.Ordinal);
            Assert.Equal(before, model.Parameters.ToArray());
        }
    }

    [Fact]
    public void What_is_there_is_loaded_when_asked_for()
    {
        var model = new LinearModel(2, 3, batch: 1);
        File.WriteAllBytes(Weights, NumpyFile.Npz(CompressionLevel.NoCompression, ("arr_0", NumpyFile.Npy([2, 3], s_kernel))));
        Assert.Equal(["dense.bias"], model.LoadWeights(Weights, strict: false));
        Assert.Equal([.. s_kernel, 0, 0, 0], model.Parameters.ToArray());
    }

    [Fact]
    public void Only_what_the_model_wants_is_read_into_memory()
    {
        // A small file that would become large.
        byte[] bomb = NumpyFile.Npy([50_000_000], new float[50_000_000]);
        byte[] file = NumpyFile.Npz(CompressionLevel.Optimal, ("arr_0", bomb), ("arr_1", NumpyFile.Npy([3], s_bias)));
        File.WriteAllBytes(Weights, file);
        var model = new LinearModel(2, 3, batch: 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => model.LoadWeights(Weights));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 * file.Length);
    }

    [Fact]
    public void Weights_go_through_streams()
    {
        var model = new LinearModel(2, 3, batch: 1, seed: 5);
        using var stream = new MemoryStream();
        stream.WriteByte(1);
        model.SaveWeights(stream);
        stream.Position = 1;
        var other = new LinearModel(2, 3, batch: 1, seed: 6);
        Assert.Empty(other.LoadWeights(stream));
        Assert.Equal(model.Parameters.ToArray(), other.Parameters.ToArray());
        Assert.StartsWith(
            "Linear.LoadWeights: the stream: it has 0 bytes",
            Assert.Throws<InvalidDataException>(() => other.LoadWeights(stream)).Message,
            StringComparison.Ordinal);
    }

    private static byte[] Deflated(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var deflate = new DeflateStream(stream, CompressionLevel.Fastest))
            deflate.Write(bytes);
        return stream.ToArray();
    }
}
