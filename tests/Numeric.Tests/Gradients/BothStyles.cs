using RnnGen.Numeric.Tests.Compilation;

namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>Networks compiled as Textbook code and as Fused code, when a test first asks for one.</summary>
internal sealed class BothStyles
{
    private readonly Lazy<CompiledNetworks> _textbook;

    private readonly Lazy<CompiledNetworks> _fused;

    public BothStyles(IEnumerable<NetworkSource> sources)
    {
        NetworkSource[] all = [.. sources];
        Keys = [.. all.Select(source => source.Key)];
        Lazy<NetworkCompiler> compiler = new(() => new NetworkCompiler(all));
        _textbook = new(() => compiler.Value.CompileStyle(nameof(CodeStyle.Textbook), Keys));
        _fused = new(() => compiler.Value.CompileStyle(nameof(CodeStyle.Fused), Keys));
    }

    public IReadOnlyList<string> Keys { get; }

    /// <summary>The same network with the same weights in both styles.</summary>
    public (TModel Textbook, TModel Fused) Create<TModel>(string key)
        where TModel : class
        => (_textbook.Value.Create<TModel>(key, seed: 3), _fused.Value.Create<TModel>(key, seed: 3));

    /// <summary>Holds the losses, gradients and predictions of both equal on one batch.</summary>
    public static void AssertClose<TInput>(string what, Model<TInput, float> textbook, Model<TInput, float> fused, TInput[] x, float[] y)
        where TInput : unmanaged
    {
        StyleComparison.AssertClose($"{what}, loss", [textbook.TrainOnBatch(x, y, new SGD(0f))], [fused.TrainOnBatch(x, y, new SGD(0f))]);
        StyleComparison.AssertClose($"{what}, gradients", textbook.Gradients, fused.Gradients);
        StyleComparison.AssertClose($"{what}, predictions", textbook.Predict(x), fused.Predict(x));
    }
}
