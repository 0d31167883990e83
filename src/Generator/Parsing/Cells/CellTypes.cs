using Microsoft.CodeAnalysis;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Parsing.Cells;

/// <summary>The types of RnnGen.Cells that the equations of a cell are written with.</summary>
internal static class CellTypes
{
    /// <summary>The method of a cell.</summary>
    public const string Step = nameof(Step);

    /// <summary>What a parameter of a type is; a <c>Vector</c> counts as a state. Null for types that a cell cannot take.</summary>
    public static CellRole? RoleOf(ITypeSymbol type) => !IsOurs(type) ? null : type.Name switch
    {
        "Vector" => CellRole.State,
        "Kernel" => CellRole.Kernel,
        "RecurrentKernel" => CellRole.RecurrentKernel,
        "Bias" => CellRole.Bias,
        "DiagonalKernel" => CellRole.DiagonalKernel,
        _ => null,
    };

    public static bool IsVector(ITypeSymbol type) => IsOurs(type) && type.Name == "Vector";

    /// <summary>The base class of the kernels, which has the operator of their product.</summary>
    public static bool IsMatrix(ITypeSymbol type) => IsOurs(type) && type.Name == "Matrix";

    public static bool IsFunctions(ITypeSymbol type) => IsOurs(type) && type.Name == "Functions";

    /// <summary>True for the attribute <c>[Initialize]</c> or <c>[Regularize]</c>.</summary>
    public static bool IsWeightOption(ITypeSymbol type) => IsOurs(type) && type.Name is "InitializeAttribute" or "RegularizeAttribute";

    /// <summary>Numbers that can be computed with while a cell is read.</summary>
    public static bool IsNumber(ITypeSymbol type) => type.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    private static bool IsOurs(ITypeSymbol type) => type is INamedTypeSymbol
    {
        ContainingType: null,
        ContainingNamespace: { Name: "Cells", ContainingNamespace: { Name: "RnnGen", ContainingNamespace.IsGlobalNamespace: true } },
    };
}
