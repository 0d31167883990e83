using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Parsing;

/// <summary>An attribute on a model's class: its spec, and the places in the source that a spec does not keep.</summary>
/// <param name="spec">The arguments that could be read.</param>
/// <param name="locations">Where the attribute and each of its arguments stand.</param>
/// <param name="isReadable">
/// False when an argument is missing or wrong, so that nothing more can be said of this attribute: either the compiler
/// reports it or parsing has done so.
/// </param>
/// <param name="problems">The model's problems, which this attribute's are added to.</param>
internal sealed class ParsedAttribute(
    AttributeSpec spec, ArgumentLocations locations, bool isReadable, ProblemList problems) : IProblems
{
    public AttributeSpec Spec { get; } = spec;

    public bool IsReadable { get; } = isReadable;

    public Location Location => locations.Attribute;

    /// <summary>The declaration of the class that the attribute stands on.</summary>
    public SyntaxNode? Declaration => locations.Declaration;

    public void Report(DiagnosticDescriptor descriptor, string? argument, params object[] messageArguments) =>
        problems.Add(descriptor, locations.Of(argument), messageArguments);
}
