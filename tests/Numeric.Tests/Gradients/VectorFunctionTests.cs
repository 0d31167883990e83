using RnnGen.Numeric.Tests.Compilation;

namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>
/// The vector functions of Fused code against .NET's in double, over all magnitudes that float has: off by at most 4 units
/// in the last place or by their absolute bound; infinities and NaN as mathematics has them.
/// </summary>
public class VectorFunctionTests
{
    private const int Width = 4096;

    /// <summary>A prime, so that the sweep over all bit patterns meets every exponent with ever other digits.</summary>
    private const uint Stride = 1021;

    /// <summary>What the generated comments promise, with fused multiply-add and without.</summary>
    private static double AbsoluteBound(string name) => name switch
    {
        "Log" or "Sqrt" or "Square" or "Abs" => 0,
        // Cells divide by it: it must stay above 0 until its exponential leaves the normal numbers.
        "Softplus" => 1.2e-38,
        _ => 2e-7,
    };

    private static readonly Dictionary<string, Func<double, double>> s_functions = new(StringComparer.Ordinal)
    {
        ["Tanh"] = Math.Tanh,
        ["Sigmoid"] = x => 1 / (1 + Math.Exp(-x)),
        ["Softplus"] = x => x > 40 ? x : x > -15 ? Math.Log(1 + Math.Exp(x)) : Math.Exp(x) * (1 - Math.Exp(x) / 2),
        ["Exponential"] = Math.Exp,
        ["Log"] = Math.Log,
        ["Sqrt"] = Math.Sqrt,
        ["Square"] = x => x * x,
        ["Abs"] = Math.Abs,
    };

    private static readonly Lazy<CompiledNetworks> s_networks = new(() =>
    {
        var compiler = new NetworkCompiler(s_functions.Keys.Select(function => Enum.IsDefined(typeof(Activation), function) ? Layer(function) : Cell(function)));
        return compiler.CompileStyle(nameof(CodeStyle.Fused), s_functions.Keys.Select(function => $"Functions.{function}"));
    });

    /// <summary>The first layer only copies: passes over the caller's own array are not vectors of this kind.</summary>
    private static NetworkSource Layer(string activation) => new(
        $"Functions.{activation}", $"[Model({Width}, Batch = 1)] [Activation(Activation.Linear)] [Activation(Activation.{activation})]");

    /// <summary>A function that only cells of one's own have.</summary>
    private static NetworkSource Cell(string function) => new(
        $"Functions.{function}", $"[Model(1, {Width}, Batch = 1)] [RNN(typeof(OfInput), {Width})]")
    {
        Types = $"static class OfInput {{ public static Vector Step(Vector x, Vector h) => RnnGen.Cells.Functions.{function}(x); }}",
    };

    public static TheoryData<string> All => [.. s_functions.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Is_within_its_bound_over_the_whole_range(string name)
    {
        var model = s_networks.Value.Create<Model<float>>($"Functions.{name}");
        double worst = Math.Max(
            WorstError(name, model, first: 0, last: uint.MaxValue, Stride),
            // Where the values bend towards their limit, nearly every float.
            WorstError(name, model, BitConverter.SingleToUInt32Bits(1), BitConverter.SingleToUInt32Bits(9), stride: 7));
        Assert.True(worst <= 1, $"{name} is off by {worst:F2} times its bound.");
    }

    /// <summary>The largest error, as a share of the bound, over floats by their bit patterns.</summary>
    private static double WorstError(string name, Model<float> model, uint first, uint last, uint stride)
    {
        float[] x = new float[Width];
        ulong bits = first;
        double worst = 0;
        while (bits <= last)
        {
            for (int i = 0; i < Width; i++, bits += stride)
                x[i] = BitConverter.UInt32BitsToSingle((uint)Math.Min(bits, last));
            ReadOnlySpan<float> y = model.Predict(x);
            for (int i = 0; i < Width; i++)
                worst = Math.Max(worst, Error(x[i], y[i], s_functions[name](x[i]), AbsoluteBound(name)));
        }

        return worst;
    }

    [Theory]
    [InlineData("Tanh", float.PositiveInfinity, 1f)]
    [InlineData("Tanh", float.NegativeInfinity, -1f)]
    [InlineData("Tanh", float.NaN, float.NaN)]
    [InlineData("Sigmoid", float.PositiveInfinity, 1f)]
    [InlineData("Sigmoid", float.NegativeInfinity, 0f)]
    [InlineData("Sigmoid", float.NaN, float.NaN)]
    [InlineData("Softplus", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("Softplus", float.NegativeInfinity, 0f)]
    [InlineData("Softplus", float.NaN, float.NaN)]
    [InlineData("Exponential", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("Exponential", float.NegativeInfinity, 0f)]
    [InlineData("Exponential", float.NaN, float.NaN)]
    [InlineData("Log", 0f, float.NegativeInfinity)]
    [InlineData("Log", -1f, float.NaN)]
    [InlineData("Log", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("Log", float.NaN, float.NaN)]
    [InlineData("Sqrt", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("Sqrt", -1f, float.NaN)]
    [InlineData("Abs", float.NegativeInfinity, float.PositiveInfinity)]
    public void Ends_of_the_range(string name, float x, float expected)
    {
        var model = s_networks.Value.Create<Model<float>>($"Functions.{name}");
        float found = model.Predict([.. Enumerable.Repeat(x, Width)])[17];
        Assert.Equal(expected, found, (float)AbsoluteBound(name));
    }

    /// <summary>The error in units of what is allowed.</summary>
    private static double Error(float x, float found, double expected, double absolute)
    {
        if (double.IsNaN(expected))
            return float.IsNaN(found) ? 0 : double.PositiveInfinity;
        float rounded = (float)expected;
        if (float.IsInfinity(rounded) || float.IsInfinity(found))
            return rounded == found || Math.Abs(expected) > 0.999999 * float.MaxValue ? 0 : double.PositiveInfinity;
        double unit = (double)MathF.BitIncrement(Math.Abs(rounded)) - Math.Abs(rounded);
        return Math.Abs(found - expected) / Math.Max(4 * unit, absolute);
    }
}
