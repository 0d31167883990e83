using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Diagnostics;

/// <summary>Takes the place of a report where a layer has been checked before.</summary>
internal sealed class NoProblems : IProblems
{
    public static readonly NoProblems Instance = new();

    public void Report(DiagnosticDescriptor descriptor, string? argument, params object[] messageArguments) =>
        throw new InvalidOperationException($"{descriptor.Id} in a layer that passed its checks.");
}
