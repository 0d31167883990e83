namespace RnnGen.Numeric.Tests.Compilation;

/// <summary>One network as a user writes it.</summary>
/// <param name="Key">Names the network in tests and gives its namespace: <c>Goldens.lstm_last</c>.</param>
/// <param name="Attributes">The attributes of the model class.</param>
/// <param name="Members">Members of the user's half of the class; empty for none.</param>
/// <param name="Accessibility">Of the class; the default of C# is used when it is empty.</param>
internal sealed record NetworkSource(string Key, string Attributes, string Members = "", string Accessibility = "public")
{
    /// <summary>Types beside the class: the cells that it uses.</summary>
    public string Types { get; init; } = "";

    /// <summary>Each network has a namespace of its own, and all classes have the same name.</summary>
    public string Namespace => $"Networks.{Key}";

    public string TypeName => $"{Namespace}.Network";

    public string Code =>
        $$"""
        using System;
        using RnnGen;
        using RnnGen.Cells;
        using static RnnGen.Cells.Functions;

        namespace {{Namespace}};

        {{Attributes.TrimEnd()}}
        {{Accessibility}} sealed partial class Network
        {
        {{Members}}
        }

        {{Types}}

        """;
}
