using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Parsing;

/// <summary>The attribute classes of RnnGen.Attributes that parsing looks for.</summary>
internal static class WellKnown
{
    public const string ModelAttribute = "RnnGen.ModelAttribute";

    private const string Suffix = "Attribute";

    public static bool IsLayer(INamedTypeSymbol attribute) => DerivesFrom(attribute, "LayerAttribute");

    public static bool IsWrapper(INamedTypeSymbol attribute) => DerivesFrom(attribute, "WrapperAttribute");

    public static bool IsLoss(INamedTypeSymbol attribute) => Is(attribute, "LossAttribute");

    public static bool IsWeights(INamedTypeSymbol attribute) => Is(attribute, "WeightsAttribute");

    public static bool IsModel(INamedTypeSymbol attribute) => Is(attribute, "ModelAttribute");

    /// <summary>The name of an attribute as it is written in brackets: <c>LSTM</c>.</summary>
    public static string Kind(INamedTypeSymbol attribute) =>
        attribute.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? attribute.Name.Substring(0, attribute.Name.Length - Suffix.Length)
            : attribute.Name;

    private static bool DerivesFrom(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (Is(at, name))
                return true;
        }

        return false;
    }

    private static bool Is(INamedTypeSymbol type, string name) =>
        type.Name == name
        && type.ContainingNamespace is { Name: "RnnGen", ContainingNamespace.IsGlobalNamespace: true };
}
