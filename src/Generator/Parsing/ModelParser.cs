using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Layers.Checks;
using RnnGen.Generator.Specs;
using RnnGen.Generator.Weights;

namespace RnnGen.Generator.Parsing;

/// <summary>
/// From symbols to a <see cref="ModelSpec"/>: the only place that sees the user's code. What the compiler reports by
/// itself (a missing argument, a wrong type, an unknown attribute) is not reported a second time here.
/// </summary>
internal sealed class ModelParser
{
    // The defaults of ModelAttribute.
    private const int DefaultBatch = 32;
    private const string DefaultStyle = "Fused";

    private readonly INamedTypeSymbol _type;
    private readonly TypeDeclarationSyntax _declaration;
    private readonly SemanticModel _semantics;
    private readonly ProblemList _problems = new();

    /// <summary>The class's name in messages.</summary>
    private readonly string _name;

    private readonly LayerReader _layers = new();
    private ParsedAttribute? _model;
    private ParsedAttribute? _loss;
    private ParsedAttribute? _weights;

    /// <summary>The model as far as it is known.</summary>
    private ModelSpec? _spec;

    private ModelParser(GeneratorAttributeSyntaxContext context)
    {
        _type = (INamedTypeSymbol)context.TargetSymbol;
        _declaration = (TypeDeclarationSyntax)context.TargetNode;
        _semantics = context.SemanticModel;
        _name = _type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
    }

    /// <summary>On other kinds of types the compiler rejects the attribute itself (CS0592).</summary>
    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellationToken) =>
        node.IsKind(SyntaxKind.ClassDeclaration) || node.IsKind(SyntaxKind.RecordDeclaration);

    public static ParseResult Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        ModelParser parser = new(context);
        Location name = parser._declaration.Identifier.GetLocation();
        try
        {
            parser.Read(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Let out, an exception would end the generation of every model in the project (CS8785).
            parser._problems.Add(Descriptors.InternalError, name, parser._name, InternalErrors.Describe(exception));
        }

        return new ParseResult(parser._spec, parser._problems.ToEquatableArray(), name, parser._weights?.Location);
    }

    private void Read(CancellationToken cancellationToken)
    {
        ReadAttributes(new AttributeReader(_semantics.Compilation, _problems, cancellationToken));

        // A second [Model], on another declaration, is the compiler's to report (CS0579); the first one is the model.
        if (_model is null || _model.Declaration != _declaration)
            return;
        if (new TypeReader(_name, _type, _declaration, _semantics, _problems).Read() is not { } type)
            return;

        _layers.End(_name, _declaration.Identifier.GetLocation(), _problems);
        ModelSpec spec = Spec(type, _model.Spec);
        if (!MemberNames.Check(spec, _name, _type, _declaration.Identifier.GetLocation(), _problems))
            return;
        _spec = spec;
        if (_model.IsReadable)
            CheckNetwork(_spec, _model);

        bool isReadable = _model.IsReadable && _layers.AllReadable && _loss is null or { IsReadable: true };
        _spec = _spec with { IsValid = isReadable && _problems.Count == 0 };
    }

    private void ReadAttributes(AttributeReader reader)
    {
        foreach (AttributeData attribute in _type.GetAttributes())
        {
            if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error } attributeClass)
                _layers.AddUnknown();
            else if (WellKnown.IsLayer(attributeClass))
                _layers.AddLayer(reader.Read(attribute, attributeClass));
            else if (WellKnown.IsWrapper(attributeClass))
                _layers.AddWrapper(reader.Read(attribute, attributeClass));
            else if (WellKnown.IsLoss(attributeClass))
                _loss ??= reader.Read(attribute, attributeClass);
            else if (WellKnown.IsWeights(attributeClass))
                _weights ??= reader.Read(attribute, attributeClass);
            else if (WellKnown.IsModel(attributeClass))
                _model ??= reader.Read(attribute, attributeClass);
        }
    }

    private ModelSpec Spec(TypeSpec type, AttributeSpec model) => new(
        type,
        model.Ints("InputShape"),
        model.Int("Batch", DefaultBatch),
        model.Name("Input", "Values"),
        model.Name("Style", DefaultStyle),
        _loss?.Spec,
        _layers.Layers.Select(layer => layer.Spec).ToEquatableArray(),
        IsValid: false,
        _weights is { IsReadable: true } ? new WeightsSpec(_weights.Spec.Text("File")) : null);

    private void CheckNetwork(ModelSpec spec, ParsedAttribute model)
    {
        IReadOnlyList<IProblems> readable = [.. _layers.Layers.Take(_layers.Readable)];
        NetworkOutput? output = new NetworkCheck(_name, spec, model).Run(readable);
        if (output is not null && _layers.AllReadable && _loss is { IsReadable: true })
            LossCheck.Run(_loss.Spec, output, _loss);
    }
}
