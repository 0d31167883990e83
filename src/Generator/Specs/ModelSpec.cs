using RnnGen.Generator.Weights;

namespace RnnGen.Generator.Specs;

/// <summary>Everything the compiler needs to know of one model class; comparable by value and free of Roslyn types.</summary>
/// <param name="Type">The user's class and the types around it.</param>
/// <param name="InputShape">Shape of one sample, without the batch axis: (timesteps, features) or (features).</param>
/// <param name="Batch">Most rows that one call of the network takes.</param>
/// <param name="InputKind">Name of the <c>InputKind</c> member: <c>Values</c> or <c>Tokens</c>.</param>
/// <param name="Style">Name of the <c>CodeStyle</c> member that picks the back end.</param>
/// <param name="Loss">The <c>[Loss]</c> attribute; null for a model that only infers.</param>
/// <param name="Layers">The layers in the order they are written.</param>
/// <param name="IsValid">False when parsing reported an error: only a skeleton of the public surface is emitted.</param>
/// <param name="Weights">The weights that <c>[Weights]</c> bakes in; null without it.</param>
internal sealed record ModelSpec(
    TypeSpec Type,
    EquatableArray<int> InputShape,
    int Batch,
    string InputKind,
    string Style,
    AttributeSpec? Loss,
    EquatableArray<LayerSpec> Layers,
    bool IsValid,
    WeightsSpec? Weights = null);

/// <summary>The user's partial class.</summary>
/// <param name="Name">Simple name, as the user wrote it (an <c>@</c> before a keyword included).</param>
/// <param name="Namespace">Full namespace; empty for the global one.</param>
/// <param name="MetadataName">Full metadata name, for the hint name and messages: <c>A.B.Outer+Model</c>.</param>
/// <param name="Accessibility">The C# keyword(s): <c>public</c>, <c>internal</c>, <c>private protected</c> …</param>
/// <param name="Containers">Headers of the containing types from the outermost: <c>partial class Outer</c>.</param>
/// <param name="TypeParameters">The type parameter list of an (invalid) generic model, for its skeleton: <c>&lt;T&gt;</c>; else empty.</param>
internal sealed record TypeSpec(
    string Name,
    string Namespace,
    string MetadataName,
    string Accessibility,
    EquatableArray<string> Containers,
    string TypeParameters)
{
    /// <summary>The name without the sign that makes an identifier of a keyword.</summary>
    public string SimpleName => Name.TrimStart('@');
}

/// <summary>One layer: its attribute, and the wrapper attribute before it, if any.</summary>
internal sealed record LayerSpec(AttributeSpec Attribute, AttributeSpec? Wrapper = null);
