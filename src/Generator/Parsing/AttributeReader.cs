using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Parsing.Cells;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Parsing;

/// <summary>Turns attributes as the compiler binds them into specs, which have no symbols.</summary>
internal sealed class AttributeReader(Compilation compilation, ProblemList problems, CancellationToken cancellationToken)
{
    public Compilation Compilation => compilation;

    /// <summary>Constructor parameters stand in a spec under the property they set: <c>units</c> → <c>Units</c>.</summary>
    public static string PropertyName(IParameterSymbol parameter) =>
        char.ToUpperInvariant(parameter.Name[0]) + parameter.Name.Substring(1);

    public ParsedAttribute Read(AttributeData attribute, INamedTypeSymbol attributeClass)
    {
        string kind = WellKnown.Kind(attributeClass);
        ArgumentLocations locations = new(attribute, cancellationToken);
        List<ArgumentSpec> arguments = [];

        // Without a constructor the written arguments fit none; the compiler says so.
        bool isReadable = attribute.AttributeConstructor is not null;
        foreach (KeyValuePair<string, TypedConstant> argument in Arguments(attribute))
        {
            if (argument.Value is { Kind: TypedConstantKind.Array, IsNull: true })
                continue; // null for an array is the same as not giving it
            if (argument.Value.Kind == TypedConstantKind.Type)
            {
                ParsedCell cell = new CellReader(this, compilation, problems, cancellationToken)
                    .Read(argument.Value.Value as ITypeSymbol, locations.Of(argument.Key));
                locations.AddElements(argument.Key, cell.Places);
                isReadable &= cell.IsReadable;
                if (cell.Spec is not null)
                    arguments.Add(new ArgumentSpec(argument.Key, new CellValue(cell.Spec)));
                continue;
            }

            if (Value(argument.Value) is { } value)
            {
                arguments.Add(new ArgumentSpec(argument.Key, value));
                continue;
            }

            isReadable = false;
            if (argument.Value is { Kind: TypedConstantKind.Enum, Type: { } enumType })
                ReportUnknownMember(kind, argument.Key, argument.Value, enumType, locations);
        }

        return new ParsedAttribute(new AttributeSpec(kind, arguments.ToEquatableArray()), locations, isReadable, problems);
    }

    private static IEnumerable<KeyValuePair<string, TypedConstant>> Arguments(AttributeData attribute)
    {
        if (attribute.AttributeConstructor is { } constructor)
        {
            int count = Math.Min(constructor.Parameters.Length, attribute.ConstructorArguments.Length);
            for (int i = 0; i < count; i++)
                yield return new(PropertyName(constructor.Parameters[i]), attribute.ConstructorArguments[i]);
        }

        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
            yield return argument;
    }

    /// <summary>Null for a value that is no valid constant of its type.</summary>
    private static ArgumentValue? Value(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Primitive => constant.Value switch
        {
            int value => new IntegerValue(value),
            double value => new RealValue(value),
            bool value => new BooleanValue(value),
            string value => new TextValue(value),
            _ => null,
        },
        TypedConstantKind.Enum => MemberName(constant) is { } name ? new NameValue(name) : null,
        TypedConstantKind.Array => ArrayValue(constant),
        _ => null,
    };

    private static ArgumentValue? ArrayValue(TypedConstant constant)
    {
        SpecialType element = (constant.Type as IArrayTypeSymbol)?.ElementType.SpecialType ?? SpecialType.None;
        return element switch
        {
            SpecialType.System_Int32 when constant.Values.All(value => value.Value is int) =>
                new IntegersValue(constant.Values.Select(value => (int)value.Value!).ToEquatableArray()),
            SpecialType.System_Double when constant.Values.All(value => value.Value is double) =>
                new RealsValue(constant.Values.Select(value => (double)value.Value!).ToEquatableArray()),
            _ => null,
        };
    }

    private static string? MemberName(TypedConstant constant) =>
        Members(constant.Type!).FirstOrDefault(member => Equals(member.ConstantValue, constant.Value))?.Name;

    private static IEnumerable<IFieldSymbol> Members(ITypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue);

    private void ReportUnknownMember(
        string kind, string argument, TypedConstant constant, ITypeSymbol type, ArgumentLocations locations) =>
        problems.Add(
            Descriptors.UnknownEnumValue, locations.Of(argument),
            kind, argument, constant.Value ?? "", type.Name, string.Join(", ", Members(type).Select(member => member.Name)));
}
