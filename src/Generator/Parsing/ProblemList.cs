using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Parsing;

/// <summary>Collects the problems of one model.</summary>
internal sealed class ProblemList
{
    private readonly List<Problem> _problems = [];

    /// <summary>The problems that leave the model without a network: warnings are none of them.</summary>
    public int Count => _problems.Count(problem => problem.Descriptor.DefaultSeverity == DiagnosticSeverity.Error);

    public void Add(DiagnosticDescriptor descriptor, Location location, params object[] arguments) =>
        _problems.Add(Problem.Create(descriptor, location, arguments));

    /// <summary>All of them; a cell that is used twice has its mistakes once.</summary>
    public EquatableArray<Problem> ToEquatableArray() => _problems.Distinct().ToEquatableArray();
}
