using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>
/// Prints the functions that .NET's vectors lack, once for each width and only those a model uses. One text serves all
/// widths; V stands for the vector class.
/// </summary>
internal static class VectorFunctions
{
    private static readonly Dictionary<Function, (string Comment, string Body)> s_functions = new()
    {
        [Function.Tanh] = (
            "tanh(x) = 2·tanh(x/2) / (1 + tanh²(x/2)), with tanh(x/2) = r/q a quotient of polynomials (minimax): at most 2e-7 off.",
            """
            x = V.Min(V.Max(x, V.Create(-8.5106554f)), V.Create(8.5106554f));
            V<float> y = x * x;
            V<float> p = V.MultiplyAddEstimate(y, V.Create(5.731895e-05f), V.Create(0.0148954866f));
            p = V.MultiplyAddEstimate(p, y, V.Create(0.5f));
            V<float> q = V.MultiplyAddEstimate(y, V.Create(1.23743189e-06f), V.Create(0.0012083645f));
            q = V.MultiplyAddEstimate(q, y, V.Create(0.113124266f));
            q = V.MultiplyAddEstimate(q, y, V.Create(1f));
            V<float> r = x * p;
            V<float> rq = r * q;
            return (rq + rq) / V.MultiplyAddEstimate(r, r, q * q);
            """),
        [Function.Sigmoid] = (
            "σ(x) = ½ + ½·tanh(x/2), with the polynomials of tanh in x/4: at most 2e-7 off.",
            """
            x = V.Min(V.Max(x, V.Create(-17.0213108f)), V.Create(17.0213108f));
            V<float> y = x * x;
            V<float> p = V.MultiplyAddEstimate(y, V.Create(1.79121719e-06f), V.Create(0.00186193583f));
            p = V.MultiplyAddEstimate(p, y, V.Create(0.25f));
            V<float> q = V.MultiplyAddEstimate(y, V.Create(1.93348733e-08f), V.Create(7.55227811e-05f));
            q = V.MultiplyAddEstimate(q, y, V.Create(0.0282810666f));
            q = V.MultiplyAddEstimate(q, y, V.Create(1f));
            V<float> r = x * p;
            return V.Create(0.5f) + r * q / V.MultiplyAddEstimate(r, r, q * q);
            """),
        [Function.Softplus] = (
            "log(1 + eˣ), without overflow for large x; where eˣ is small, log(u)·eˣ/(u − 1) makes good what rounding takes from u = 1 + eˣ.",
            """
            V<float> e = V.Exp(-V.Abs(x)), u = V.Create(1f) + e;
            V<float> log = V.ConditionalSelect(V.Equals(u, V.Create(1f)), e, V.Log(u) * e / (u - V.Create(1f)));
            return V.Max(x, V<float>.Zero) + log;
            """),
        [Function.Sign] = (
            "−1, 0 or 1; NaN stays NaN.",
            """
            V<float> negative = V.ConditionalSelect(V.LessThan(x, V<float>.Zero), V.Create(-1f), x);
            return V.ConditionalSelect(V.GreaterThan(x, V<float>.Zero), V.Create(1f), negative);
            """),
        [Function.Flush] = (
            "x, but what is below 2⁻¹⁰⁴ becomes 0: the sum rounds it away. Arithmetic on vanishing numbers is slow on many processors.",
            "return x + V.Create(8.27180613e-25f) - V.Create(8.27180613e-25f);"),
        [Function.InverseSqrt] = ("1 / √x, both correctly rounded.", "return V.Create(1f) / V.Sqrt(x);"),
        [Function.Square] = ("x².", "return x * x;"),
    };

    /// <summary>True where the function is printed for vectors; an expression with another one is computed value by value.</summary>
    public static bool Has(Function function) => s_functions.ContainsKey(function);

    public static void Write(CodeWriter writer, IEnumerable<Function> functions)
    {
        Function[] all = [.. functions.Distinct().OrderBy(function => function)];
        foreach (Function function in all)
        {
            (string comment, string body) = s_functions[function];
            foreach (VectorWidth width in VectorWidth.All)
            {
                writer.Line($"/// <summary>{comment}</summary>");
                writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
                using (writer.Block($"private static {width.Vector} {function}({width.Vector} x)"))
                    writer.Line(ForWidth(body, width));
                writer.Line();
            }
        }
    }

    /// <summary>Stores the valid lanes of a vector: 0 stands for all of them.</summary>
    public static void WriteStores(CodeWriter writer)
    {
        foreach (VectorWidth width in VectorWidth.All)
        {
            writer.Line($"/// <summary>Stores the first lanes of a vector and leaves what lies behind them; 0 stands for all {width.Lanes}.</summary>");
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            using (writer.Block($"private static void Store({width.Vector} value, ref float target, int lanes)"))
            {
                writer.Line(ForWidth(
                    $$"""
                    if (lanes != 0)
                    {
                        V<float> inside = V.LessThan(V<int>.Indices, V.Create(lanes)).AsSingle();
                        value = V.ConditionalSelect(inside, value, V.LoadUnsafe(ref target));
                    }

                    value.StoreUnsafe(ref target);
                    """, width));
            }

            writer.Line();
        }
    }

    private static string ForWidth(string text, VectorWidth width) =>
        text.Replace("V<", width.Type + "<").Replace("V.", width.Type + ".");
}
