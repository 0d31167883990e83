using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Diagnostics;

/// <summary>Where a layer reports what is wrong with its arguments; parsing turns the argument's name into a source span.</summary>
internal interface IProblems
{
    /// <param name="argument">The property name of the offending argument; null for the attribute as a whole.</param>
    void Report(DiagnosticDescriptor descriptor, string? argument, params object[] messageArguments);
}
