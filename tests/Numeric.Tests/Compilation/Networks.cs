using RnnGen.Numeric.Tests.Behaviour;
using RnnGen.Numeric.Tests.Gradients;
using RnnGen.Numeric.Tests.Keras;

namespace RnnGen.Numeric.Tests.Compilation;

/// <summary>All networks of this test project: generated and compiled once per test run.</summary>
internal static class Networks
{
    private static readonly Lazy<NetworkCompiler> Compiler = new(() => new NetworkCompiler(Wanted(
    [
        .. GoldenCase.Supported.Select(golden => golden.Network),
        .. GradientCase.All.Values.Select(gradient => gradient.Network),
        .. BehaviourNetworks.All,
    ])));

    private static readonly Lazy<CompiledNetworks> LazySingle = new(() => Compiler.Value.CompileFloat(key => !key.StartsWith("Goldens.", StringComparison.Ordinal)));

    private static readonly Lazy<CompiledNetworks> LazyDouble = new(() => Compiler.Value.CompileDouble(NumericKeys));

    private static readonly Lazy<CompiledNetworks> LazyTextbook =
        new(() => Compiler.Value.CompileStyle(nameof(CodeStyle.Textbook), NumericKeys));

    private static IEnumerable<string> NumericKeys =>
    [
        .. GoldenCase.Supported.Select(golden => golden.Network.Key),
        .. GradientCase.All.Values.Select(gradient => gradient.Network.Key),
    ];

    /// <summary>The networks as users get them: in float, in the Fused style.</summary>
    public static CompiledNetworks Single => LazySingle.Value;

    /// <summary>The golden and the gradient networks in double.</summary>
    public static CompiledNetworks Double => LazyDouble.Value;

    /// <summary>The golden and the gradient networks in the Textbook style.</summary>
    public static CompiledNetworks Textbook => LazyTextbook.Value;

    /// <summary>
    /// While one works on something, compiling all networks takes longer than the tests of a few: RNNGEN_NETWORKS=lstm,gru
    /// compiles those whose key contains one of the words.
    /// </summary>
    private static IEnumerable<NetworkSource> Wanted(IEnumerable<NetworkSource> networks)
    {
        string[] words = (Environment.GetEnvironmentVariable("RNNGEN_NETWORKS") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0
            ? networks
            : networks.Where(network => words.Any(word => network.Key.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }
}
