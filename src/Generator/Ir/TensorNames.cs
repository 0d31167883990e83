using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Ir;

/// <summary>
/// The names of a layer's tensors, which become identifiers of the generated code. Users name values of their cells as they
/// like, so a name may be taken, have a meaning there, or look like a name that kernels make up.
/// </summary>
internal sealed class TensorNames
{
    /// <summary>What the generated methods call their other parameters, their locals, and what they use.</summary>
    private static readonly string[] s_reserved =
    [
        "x", "parameters", "gradients", "workspace", "states", "target", "rows", "training", "seed", "step", "scale", "t", "k", "j", "row",
        "count", "lanes", "column", "factor", "inside", "blockRows", "tokens", "tokenWorkspace", "first", "At", "AtTokens", "TokenList", "Table", "Columns", "Rows", "MatMul", "Softmax", "SoftmaxGradient", "CrossEntropy", "DropoutMask", "Penalty",
        "TensorPrimitives", "Math", "Span", "ReadOnlySpan", "Unsafe", "MemoryMarshal", "Vector512", "Vector256", "Vector128", "Store",
        "Tanh", "Sigmoid", "Softplus", "Square", "Sign", "Erf",
    ];

    /// <summary>
    /// Locals of shared subexpressions (s1) and of sums (sum, sum0), references to the first value of a tensor (z0), its span
    /// (zSpan).
    /// </summary>
    private static readonly Regex s_madeUp = new("^(s[0-9]+|sum[0-9]*)$|0$|Span$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The first letter's case does not tell two names apart: constants of the workspace all begin with a capital.</summary>
    private readonly HashSet<string> _taken = [];

    /// <summary>A name that has no other meaning in generated code.</summary>
    public static string Clear(string name) => s_reserved.Contains(name) || s_madeUp.IsMatch(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? name + "_" : name;

    /// <summary>A name that is clear, and no other tensor's.</summary>
    public string MakeUnique(string name)
    {
        string stem = Clear(name), candidate = stem;
        for (int number = 2; s_madeUp.IsMatch(candidate) || !_taken.Add(Names.Capitalize(candidate)); number++)
            candidate = stem + (stem == "s" ? "_" : "") + number.ToString(CultureInfo.InvariantCulture);
        return candidate;
    }
}
