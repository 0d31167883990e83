using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace RnnGen.Generator.Parsing;

/// <summary>
/// Where the arguments of one attribute stand, by property name. An element of an array has a place of its own under
/// the name with its index: <c>InputShape[1]</c>. So have the expressions of a cell, which may stand in another file.
/// </summary>
internal sealed class ArgumentLocations
{
    private readonly Dictionary<string, TextSpan> _spans = [];
    private readonly Dictionary<string, Location> _elsewhere = [];
    private readonly AttributeSyntax? _syntax;

    public ArgumentLocations(AttributeData attribute, CancellationToken cancellationToken)
    {
        _syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;
        if (_syntax?.ArgumentList is { } list)
            Collect(list.Arguments, attribute.AttributeConstructor?.Parameters ?? []);
    }

    /// <summary>The whole attribute, without its brackets.</summary>
    public Location Attribute => _syntax?.GetLocation() ?? Location.None;

    public SyntaxNode? Declaration => _syntax?.Parent?.Parent;

    /// <summary>The expression given for an argument; the whole attribute if the argument is not written.</summary>
    public Location Of(string? argument)
    {
        if (_syntax is null || argument is null)
            return Attribute;
        if (_elsewhere.TryGetValue(argument, out Location? location))
            return location;
        if (_spans.TryGetValue(argument, out TextSpan span))
            return Location.Create(_syntax.SyntaxTree, span);

        // Not each element is written out where an array is passed as one constant: the array is the next best place.
        int bracket = argument.IndexOf('[');
        return bracket > 0 ? Of(argument.Substring(0, bracket)) : Attribute;
    }

    /// <summary>Adds the places of what an argument stands for, each under the argument's name with its index.</summary>
    public void AddElements(string argument, IReadOnlyList<Location> places)
    {
        for (int i = 0; i < places.Count; i++)
            _elsewhere[Element(argument, i)] = places[i];
    }

    private void Collect(
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments,
        IReadOnlyList<IParameterSymbol> parameters)
    {
        for (int position = 0; position < arguments.Count; position++)
        {
            AttributeArgumentSyntax argument = arguments[position];
            if (argument.NameEquals is { } property)
                Add(property.Name.Identifier.ValueText, argument.Expression);
            else if (ParameterOf(argument, position, parameters) is { } parameter)
                AddPositional(AttributeReader.PropertyName(parameter), argument.Expression, position - parameter.Ordinal);
        }
    }

    private static IParameterSymbol? ParameterOf(
        AttributeArgumentSyntax argument, int position, IReadOnlyList<IParameterSymbol> parameters)
    {
        if (argument.NameColon is { } colon)
            return parameters.FirstOrDefault(parameter => parameter.Name == colon.Name.Identifier.ValueText);
        if (position < parameters.Count)
            return parameters[position];
        return parameters.Count > 0 && parameters[parameters.Count - 1] is { IsParams: true } last ? last : null;
    }

    private void Add(string name, ExpressionSyntax expression)
    {
        _spans[name] = expression.Span;
        IReadOnlyList<SyntaxNode> elements = Elements(expression);
        for (int i = 0; i < elements.Count; i++)
            _spans[Element(name, i)] = elements[i].Span;
    }

    /// <summary>One of the arguments that a <c>params</c> array is written as, or an argument of its own.</summary>
    private void AddPositional(string name, ExpressionSyntax expression, int element)
    {
        if (element > 0 && _spans.TryGetValue(name, out TextSpan before))
        {
            _spans[name] = TextSpan.FromBounds(before.Start, expression.Span.End);
            _spans[Element(name, element)] = expression.Span;
            return;
        }

        _spans[Element(name, 0)] = expression.Span;
        Add(name, expression);
    }

    private static IReadOnlyList<SyntaxNode> Elements(ExpressionSyntax expression) => expression switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        ImplicitArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        CollectionExpressionSyntax collection => collection.Elements,
        _ => [],
    };

    private static string Element(string name, int index) => $"{name}[{index}]";
}
