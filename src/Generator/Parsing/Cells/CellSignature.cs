using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Layers.Cells;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Parsing.Cells;

/// <summary>Reads what a cell's method takes and gives: the input, the states, and the weights with their options.</summary>
internal sealed class CellSignature(
    string cell, IMethodSymbol step, AttributeReader attributes, ProblemList problems, CancellationToken cancellationToken)
{
    private const string Types = "a cell takes a Vector x, the Vectors that are its states, and weights: Kernel, RecurrentKernel, Bias, DiagonalKernel";

    /// <summary>The types whose properties show the weights of layers: a member cannot have its type's name.</summary>
    private static readonly Regex s_views = new("^Rnn[0-9]*(Layer)?Weights$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The properties that show the weights, and names that a property cannot have.</summary>
    private readonly Dictionary<string, string> _taken = new()
    {
        ["Equals"] = "every object has",
        ["GetHashCode"] = "every object has",
        ["GetType"] = "every object has",
        ["ToString"] = "every object has",
        ["MemberwiseClone"] = "every object has",
        ["Finalize"] = "every object has",
    };

    /// <summary>False when the compiler reports a mistake in the signature.</summary>
    public bool IsReadable { get; private set; } = true;

    public BaseMethodDeclarationSyntax Declaration { get; } = MethodReader.BodyOf(step, attributes.Compilation, cancellationToken)!;

    /// <summary>The parameters, those with a mistake left out.</summary>
    public EquatableArray<CellParameter> ReadParameters()
    {
        List<CellParameter> parameters = [];
        bool allKnown = true;
        foreach (IParameterSymbol parameter in step.Parameters)
        {
            if (Role(parameter) is { } role)
                Add(parameters, parameter, parameters.Any(other => other.Role == CellRole.Input) || role != CellRole.State ? role : CellRole.Input);
            else
                allKnown = false;
        }

        if (allKnown && !parameters.Any(parameter => parameter.Role == CellRole.State))
            problems.Add(Descriptors.CellParameter, NamePlace, "Method Step", cell, $"has {(parameters.Any(parameter => parameter.Role == CellRole.Input) ? "no state" : "no input and no state")}; {Types}");
        else if (allKnown)
            CheckResult([.. parameters.Where(parameter => parameter.Role == CellRole.State).Select(parameter => parameter.Name)]);
        return parameters.ToEquatableArray();
    }

    private Location NamePlace => Declaration is MethodDeclarationSyntax method ? method.Identifier.GetLocation() : Declaration.GetLocation();

    private Location ReturnPlace => Declaration is MethodDeclarationSyntax method ? method.ReturnType.GetLocation() : NamePlace;

    private ParameterSyntax PlaceOf(IParameterSymbol parameter) => Declaration.ParameterList.Parameters[parameter.Ordinal];

    private void Report(IParameterSymbol parameter, Location place, string mistake) =>
        problems.Add(Descriptors.CellParameter, place, $"Parameter '{parameter.Name}'", cell, mistake);

    private CellRole? Role(IParameterSymbol parameter)
    {
        string type = parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (parameter.Type.TypeKind == TypeKind.Error)
            IsReadable = false;
        else if (parameter.RefKind is not (RefKind.None or RefKind.In))
            Report(parameter, PlaceOf(parameter).GetLocation(), $"is passed by reference ({parameter.RefKind.ToString().ToLowerInvariant()}); return the new states instead");
        else if (CellTypes.RoleOf(parameter.Type) is { } role)
            return role;
        else
            Report(parameter, PlaceOf(parameter).Type!.GetLocation(), $"is of type '{type}', but {Types}");
        return null;
    }

    private void Add(List<CellParameter> parameters, IParameterSymbol parameter, CellRole role)
    {
        var result = new CellParameter(parameter.Name, role, new AttributeSpec("weight", default));
        if (result.IsWeight && !TakeName(parameter))
            return;
        parameters.Add(result with { Options = ReadOptions(parameter, result) });
    }

    /// <summary>Users see a weight as a property, which needs a name of its own.</summary>
    private bool TakeName(IParameterSymbol parameter)
    {
        string name = Names.PascalCase(parameter.Name);
        foreach (string property in new[] { name, name + "Gradient" })
        {
            string? mistake = !SyntaxFacts.IsValidIdentifier(property) ? "which is no name in C#"
                : s_views.IsMatch(property) ? "which is the type that has them"
                : _taken.TryGetValue(property, out string? owner) ? "which " + owner
                : null;
            if (mistake is not null)
            {
                Report(parameter, PlaceOf(parameter).Identifier.GetLocation(), $"would be the property '{property}' of the layer's weights, {mistake}; rename it");
                return false;
            }
        }

        _taken[name] = _taken[name + "Gradient"] = $"'{parameter.Name}' is";
        return true;
    }

    /// <summary>Its <c>[Initialize]</c> and <c>[Regularize]</c>, as one.</summary>
    private AttributeSpec ReadOptions(IParameterSymbol parameter, CellParameter result)
    {
        AttributeSpec options = result.Options;
        foreach (AttributeData attribute in parameter.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type || !CellTypes.IsWeightOption(type))
                continue;
            ParsedAttribute parsed = attributes.Read(attribute, type);
            options = options with { Arguments = options.Arguments.Concat(parsed.Spec.Arguments).ToEquatableArray() };
            if (!parsed.IsReadable)
                IsReadable = false;
            else if (!result.IsWeight)
                Report(parameter, parsed.Location, $"is no weight, so it cannot have [{parsed.Spec.Kind}]; states start with zeros");
            else
                CellWeights.Check(result with { Options = parsed.Spec }, parsed, wanted => Report(parameter, parsed.Location, wanted));
        }

        return options;
    }

    /// <summary>One state is returned as a vector, several as a tuple in the same order.</summary>
    private void CheckResult(IReadOnlyList<string> states)
    {
        if (step.ReturnType.TypeKind == TypeKind.Error)
        {
            IsReadable = false;
            return;
        }

        IFieldSymbol[] elements = step.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple ? [.. tuple.TupleElements] : [];
        bool isRight = elements.Length == 0
            ? states.Count == 1 && CellTypes.IsVector(step.ReturnType)
            : states.Count == elements.Length && elements.All(element => CellTypes.IsVector(element.Type));
        // Names that are all those of states say which is which; in another order they would be mixed up.
        bool isMixedUp = isRight && elements.Length > 0
            && elements.All(element => states.Contains(element.Name))
            && !elements.Select(element => element.Name).SequenceEqual(states);
        if (isRight && !isMixedUp)
            return;

        string wanted = states.Count == 1 ? "Vector" : $"({string.Join(", ", states.Select(state => "Vector " + state))})";
        string found = step.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        problems.Add(
            Descriptors.CellResult, ReturnPlace, cell, found,
            states.Count == 1 ? $"its state is {states[0]}" : $"its states are {string.Join(", ", states)}", wanted);
    }
}
