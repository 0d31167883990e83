using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Parsing.Cells;

/// <summary>A cell as it was read.</summary>
/// <param name="Spec">The cell; without equations where they have a mistake, null where nothing is known of it.</param>
/// <param name="Places">Where the expressions of <see cref="CellSpec.Walk"/> stand.</param>
/// <param name="IsReadable">False when the cell has a mistake, which the compiler reports or parsing has reported.</param>
internal sealed record ParsedCell(CellSpec? Spec, IReadOnlyList<Location> Places, bool IsReadable)
{
    public static readonly ParsedCell Nothing = new(null, [], IsReadable: false);
}

/// <summary>Reads the class that <c>[RNN]</c> names: its method <c>Step</c>, and the methods that calls, from their source.</summary>
internal sealed class CellReader(
    AttributeReader attributes, Compilation compilation, ProblemList problems, CancellationToken cancellationToken)
{
    /// <param name="type">What stands in <c>typeof</c>; null for null.</param>
    /// <param name="argument">Where it stands.</param>
    public ParsedCell Read(ITypeSymbol? type, Location argument)
    {
        if (type is null)
        {
            problems.Add(Descriptors.CellNotUsable, argument, "null", "it is no class; write typeof with a class that has a method Step");
            return ParsedCell.Nothing;
        }

        if (type.TypeKind == TypeKind.Error || FindStep(type, argument) is not { } step)
            return ParsedCell.Nothing;

        int before = problems.Count;
        CellSignature signature = new(type.Name, step, attributes, problems, cancellationToken);
        EquatableArray<CellParameter> parameters = signature.ReadParameters();
        CellSpec spec = new(type.Name, parameters, default, default);
        // Without a complete signature nothing can be said of the equations: they name parameters.
        if (!signature.IsReadable || problems.Count > before)
            return new ParsedCell(spec, [], IsReadable: false);

        EquationList equations = new(type.Name, compilation, problems, cancellationToken);
        var values = new Dictionary<ISymbol, CellExpression?>(SymbolEqualityComparer.Default);
        for (int i = 0; i < parameters.Count; i++)
            values[step.Parameters[i]] = new CellArgument(i);
        equations.Enter(step);
        IReadOnlyList<CellExpression?>? results = new MethodReader(equations, values).Read(signature.Declaration);
        if (results is null || results.Contains(null) || problems.Count > before)
            return new ParsedCell(spec, [], IsReadable: false);

        spec = spec with { Equations = equations.Equations, Results = results.Select(result => result!).ToEquatableArray() };
        return new ParsedCell(spec, [.. spec.Walk().Select(equations.PlaceOf)], IsReadable: true);
    }

    /// <summary>The method of a cell, if the class is one.</summary>
    private IMethodSymbol? FindStep(ITypeSymbol type, Location argument)
    {
        string name = type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        IMethodSymbol[] steps = [.. type.GetMembers(CellTypes.Step).OfType<IMethodSymbol>()];
        IMethodSymbol? step = steps.FirstOrDefault();
        bool isGeneric = type is INamedTypeSymbol { IsGenericType: true } or { ContainingType.IsGenericType: true };
        if (step is not null && !isGeneric && !SymbolEqualityComparer.Default.Equals(step.ContainingAssembly, compilation.Assembly))
        {
            problems.Add(Descriptors.CellWithoutSource, argument, name, step.ContainingAssembly.Name);
            return null;
        }

        string? mistake = step switch
        {
            _ when isGeneric => "it is generic, but a cell's equations are the same for all networks",
            null => "it has no method Step; give it one: public static Vector Step(Vector x, Vector h, Kernel W, RecurrentKernel U, Bias b)",
            _ when steps.Length > 1 => $"it has {steps.Length} methods Step, and a cell has one; rename the others",
            { IsStatic: false } => "its method Step is not static; a cell has no data of its own, so make it static",
            { IsGenericMethod: true } => "its method Step is generic; its parameters are of the types in RnnGen.Cells",
            _ when MethodReader.BodyOf(step, compilation, cancellationToken) is null => "its method Step has no body; write its equations",
            _ => null,
        };
        if (mistake is null)
            return step!.PartialImplementationPart ?? step;
        problems.Add(Descriptors.CellNotUsable, argument, name, mistake);
        return null;
    }
}
