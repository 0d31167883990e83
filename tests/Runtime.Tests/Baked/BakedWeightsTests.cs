using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime.Tests.Baked;

public sealed unsafe class BakedWeightsTests
{
    private static readonly float[] s_x = Values(16 * 6 * 8);
    private static readonly int[] s_y = [.. Enumerable.Range(0, 16).Select(i => i % 4)];

    private static string FileOf(string name) => Path.Combine(AppContext.BaseDirectory, "Baked", name);

    [Fact]
    public void A_model_predicts_from_the_assembly_itself()
    {
        var baked = new BakedModel();
        var loaded = new FreshModel();
        loaded.LoadWeights(FileOf("baked.safetensors"));
        Assert.Equal(loaded.Predict(s_x).ToArray(), baked.Predict(s_x).ToArray());
        Assert.Equal(loaded.Evaluate(s_x, s_y).Loss, baked.Evaluate(s_x, s_y).Loss);
        Assert.Equal(loaded.TestOnBatch(s_x, s_y), baked.TestOnBatch(s_x, s_y));
        for (int t = 0; t < 6; t++)
            Assert.Equal(loaded.Step(s_x.AsSpan(t * 8, 8)).ToArray(), baked.Step(s_x.AsSpan(t * 8, 8)).ToArray());

        Assert.True(baked.ParametersAreBaked);
        using var resource = (UnmanagedMemoryStream)typeof(BakedModel).Assembly.GetManifestResourceStream("RnnGen.Weights/Baked/baked.safetensors")!;
        // In one of some 64 builds less than a vector is left between the resource's end and that of its page: then all models of a
        // class share one copy.
        nint end = (nint)resource.PositionPointer + (nint)resource.Length;
        bool isAtEdge = (end + 63) / 4096 != (end - 1) / 4096;
        Assert.Equal(isAtEdge, baked.Description.Baked!.IsCopy);
        if (isAtEdge)
            return;
        ref byte first = ref Unsafe.As<float, byte>(ref MemoryMarshal.GetReference(baked.ValuesOf(baked.Description.Weights[0])));
        Assert.InRange((nint)Unsafe.AsPointer(ref first), (nint)resource.PositionPointer, end);
    }

    [Fact]
    public void Reading_does_not_copy()
    {
        var baked = new BakedModel();
        var other = new FreshModel();
        other.SetWeights(baked.GetWeights());
        using var stream = new MemoryStream();
        baked.SaveWeights(stream);
        Assert.True(baked.ParametersAreBaked);
        Assert.Equal(other.Predict(s_x).ToArray(), baked.Predict(s_x).ToArray());

        _ = new BakedModel();
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = new BakedModel();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, BakedModel.ParameterCount * sizeof(float) / 2);
    }

    [Fact]
    public void Training_copies_first()
    {
        var baked = new BakedModel();
        var untouched = new BakedModel();
        var loaded = new FreshModel();
        loaded.LoadWeights(FileOf("baked.safetensors"));
        float[] before = loaded.Predict(s_x).ToArray();
        Adam adam = new(), otherAdam = new();
        for (int step = 0; step < 3; step++)
            Assert.Equal(loaded.TrainOnBatch(s_x, s_y, otherAdam), baked.TrainOnBatch(s_x, s_y, adam));
        Assert.False(baked.ParametersAreBaked);
        Assert.Equal(loaded.Parameters.ToArray(), baked.Parameters.ToArray());
        Assert.Equal(loaded.Predict(s_x).ToArray(), baked.Predict(s_x).ToArray());
        Assert.Equal(before, untouched.Predict(s_x).ToArray());
        Assert.True(untouched.ParametersAreBaked);
    }

    [Fact]
    public void Whatever_can_write_copies_first()
    {
        Check(model => model.Parameters[0] = 3, changes: true);
        Check(model => model.Lstm.Kernel[0, 0] = 3, changes: true);
        Check(model => model.SetWeights(new FreshModel(seed: 9).GetWeights()), changes: true);
        Check(model => model.LoadWeights(FileOf("baked.safetensors")), changes: false);
        Check(model => new SGD().Apply(model), changes: false);

        static void Check(Action<BakedModel> write, bool changes)
        {
            var model = new BakedModel();
            float[] before = new BakedModel().Predict(s_x).ToArray();
            write(model);
            Assert.False(model.ParametersAreBaked);
            Assert.Equal(!changes, before.AsSpan().SequenceEqual(model.Predict(s_x)));
            Assert.Equal(before, new BakedModel().Predict(s_x).ToArray());
        }
    }

    [Fact]
    public void Weights_that_are_not_trained_are_there_too()
    {
        var baked = new BakedNormedModel();
        var other = new BakedNormedModel(seed: 5);
        other.NonTrainableWeights.Clear();
        other.LoadWeights(FileOf("normed.safetensors"));
        Assert.False(other.ParametersAreBaked);
        Assert.Equal(other.NonTrainableWeights.ToArray(), baked.NonTrainableWeights.ToArray());
        Assert.Equal(other.Predict(s_x.AsSpan(0, 48)).ToArray(), baked.Predict(s_x.AsSpan(0, 48)).ToArray());
        Assert.Equal(other.TestOnBatch(s_x.AsSpan(0, 48), s_x.AsSpan(0, 32)), baked.TestOnBatch(s_x.AsSpan(0, 48), s_x.AsSpan(0, 32)));
        Assert.True(baked.ParametersAreBaked);
    }

    [Fact]
    public void A_resource_that_is_not_there_is_named()
    {
        var weights = new BakedWeights(typeof(BakedModel).Assembly, "none.safetensors", 0, 0);
        Assert.Contains(
            "BakedModel: the assembly RnnGen.Runtime.Tests has no resource 'none.safetensors'",
            Assert.Throws<InvalidOperationException>(() => weights.Parameters(new BakedModel().Description)).Message,
            StringComparison.Ordinal);
    }

    private static float[] Values(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
