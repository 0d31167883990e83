using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>
/// Prints the functions that .NET's vectors lack, once for each width and only those a model uses. One text serves all
/// widths; V stands for the vector class.
/// </summary>
internal static class VectorFunctions
{
    private static readonly Dictionary<Function, (string Comment, string Body, Function[] Uses)> s_functions = new()
    {
        [Function.Tanh] = (
            "tanh as a quotient of polynomials of degree 13 and 6 (minimax), at most 3e-7 off; 4.2e-7 where the machine has no fused multiply-add.",
            """
            x = V.Min(V.Max(x, V.Create(-7.99881172180175781f)), V.Create(7.99881172180175781f));
            V<float> y = x * x;
            V<float> p = V.MultiplyAddEstimate(y, V.Create(-2.76076847742355e-16f), V.Create(2.00018790482477e-13f));
            p = V.MultiplyAddEstimate(p, y, V.Create(-8.60467152213735e-11f));
            p = V.MultiplyAddEstimate(p, y, V.Create(5.12229709037114e-08f));
            p = V.MultiplyAddEstimate(p, y, V.Create(1.48572235717979e-05f));
            p = V.MultiplyAddEstimate(p, y, V.Create(6.37261928875436e-04f));
            p = V.MultiplyAddEstimate(p, y, V.Create(4.89352455891786e-03f));
            V<float> q = V.MultiplyAddEstimate(y, V.Create(1.19825839466702e-06f), V.Create(1.18534705686654e-04f));
            q = V.MultiplyAddEstimate(q, y, V.Create(2.26843463243900e-03f));
            q = V.MultiplyAddEstimate(q, y, V.Create(4.89352518554385e-03f));
            return x * p / q;
            """, []),
        [Function.Sigmoid] = (
            "σ(x) = ½ + ½·tanh(x/2), at most 2e-7 off; 2.7e-7 without fused multiply-add.",
            "return V.MultiplyAddEstimate(Tanh(x * V.Create(0.5f)), V.Create(0.5f), V.Create(0.5f));",
            [Function.Tanh]),
        [Function.Softplus] = (
            "log(1 + eˣ), without overflow for large x.",
            "return V.Max(x, V<float>.Zero) + V.Log(V.Create(1f) + V.Exp(-V.Abs(x)));", []),
        [Function.Sign] = (
            "−1, 0 or 1; NaN stays NaN.",
            """
            V<float> negative = V.ConditionalSelect(V.LessThan(x, V<float>.Zero), V.Create(-1f), x);
            return V.ConditionalSelect(V.GreaterThan(x, V<float>.Zero), V.Create(1f), negative);
            """, []),
        [Function.InverseSqrt] = ("1 / √x, both correctly rounded.", "return V.Create(1f) / V.Sqrt(x);", []),
        [Function.Square] = ("x².", "return x * x;", []),
    };

    /// <summary>True where the function is printed for vectors; an expression with another one is computed value by value.</summary>
    public static bool Has(Function function) => s_functions.ContainsKey(function);

    public static void Write(CodeWriter writer, IEnumerable<Function> functions)
    {
        Function[] all = [.. functions.SelectMany(function => s_functions[function].Uses.Prepend(function)).Distinct().OrderBy(function => function)];
        foreach (Function function in all)
        {
            (string comment, string body, _) = s_functions[function];
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
