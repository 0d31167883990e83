using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Parsing;

/// <summary>The model's class and the types around it: can a generated part join them, and how must that part be declared.</summary>
/// <param name="name">The class's name in messages.</param>
internal sealed class TypeReader(
    string name, INamedTypeSymbol type, TypeDeclarationSyntax declaration, SemanticModel semantics, ProblemList problems)
{
    /// <summary>
    /// Reports what keeps the class from being a model. Null when not even a skeleton can be added to it: the skeleton
    /// would bring errors of its own, where the user has made one mistake.
    /// </summary>
    public TypeSpec? Read()
    {
        // Not short-circuited: two things to change are two diagnostics.
        bool canBeExtended = AllPartsJoin() & CanBeCreated() & BaseClassIsFree() & HasNoPrimaryConstructor();
        string typeParameters = TypeParameters(type);
        if (typeParameters.Length > 0)
            problems.Add(Descriptors.ModelGeneric, declaration.TypeParameterList?.GetLocation() ?? Identifier, name, typeParameters);

        return canBeExtended ? Spec(typeParameters) : null;
    }

    private Location Identifier => declaration.Identifier.GetLocation();

    private TypeSpec Spec(string typeParameters)
    {
        List<string> containers = [];
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            containers.Insert(0, $"partial {Keyword(outer)} {Escape(outer.Name)}{TypeParameters(outer)}");

        return new TypeSpec(
            Escape(type.Name),
            string.Join(".", Namespaces(type).Select(Escape)),
            MetadataName(type),
            SyntaxFacts.GetText(type.DeclaredAccessibility),
            containers.ToEquatableArray(),
            typeParameters);
    }

    private bool AllPartsJoin()
    {
        bool join = true;
        for (TypeDeclarationSyntax? at = declaration; at is not null; at = at.Parent as TypeDeclarationSyntax)
        {
            string noun = Noun(at);
            if (at.Modifiers.Any(SyntaxKind.FileKeyword))
            {
                problems.Add(Descriptors.ModelFileLocal, at.Identifier.GetLocation(), noun, name);
                join = false;
            }
            else if (!at.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                // Where another declaration of the type is partial, the compiler asks for the modifier itself (CS0260).
                if (semantics.GetDeclaredSymbol(at) is not { DeclaringSyntaxReferences.Length: > 1 })
                    problems.Add(Descriptors.ModelNotPartial, at.Identifier.GetLocation(), noun, name);
                join = false;
            }
        }

        return join;
    }

    private string Noun(TypeDeclarationSyntax part)
    {
        string noun = part.Kind() switch
        {
            SyntaxKind.StructDeclaration or SyntaxKind.RecordStructDeclaration => "Struct",
            SyntaxKind.InterfaceDeclaration => "Interface",
            SyntaxKind.RecordDeclaration => "Record",
            _ => "Class",
        };
        return part == declaration
            ? $"{noun} '{part.Identifier.ValueText}'"
            : $"{noun} '{part.Identifier.ValueText}', which contains the model,";
    }

    private bool CanBeCreated()
    {
        string? modifier = type.IsStatic ? "static" : type.IsAbstract ? "abstract" : null;
        if (modifier is not null)
            problems.Add(Descriptors.ModelNotInstantiable, Identifier, name, modifier);

        // A part of an abstract class may have the members of a model; a part of a static class may not.
        return !type.IsStatic;
    }

    private bool BaseClassIsFree()
    {
        if (type.IsRecord)
        {
            problems.Add(Descriptors.ModelHasBaseClass, Identifier, name, "is a record", "declare it as a class");
            return false;
        }

        if (type.BaseType is not { SpecialType: not SpecialType.System_Object } baseType)
            return true;
        if (baseType.TypeKind != TypeKind.Error) // an unknown base class is the compiler's to report
        {
            string shown = baseType.ToMinimalDisplayString(semantics, declaration.SpanStart);
            problems.Add(
                Descriptors.ModelHasBaseClass, BaseLocation(baseType),
                name, $"derives from '{shown}'", $"remove the base class '{shown}' (interfaces may stay)");
        }

        return false;
    }

    private Location BaseLocation(INamedTypeSymbol baseType) =>
        declaration.BaseList?.Types
            .FirstOrDefault(item => SymbolEqualityComparer.Default.Equals(semantics.GetTypeInfo(item.Type).Type, baseType))
            ?.GetLocation() ?? Identifier;

    private bool HasNoPrimaryConstructor()
    {
        // A record's parameters are part of what RNN004 says already.
        if (type.IsRecord || declaration.ParameterList is not { } parameters)
            return true;
        problems.Add(Descriptors.ModelHasPrimaryConstructor, parameters.GetLocation(), type.Name);
        return false;
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record",
        _ => "class",
    };

    private static string TypeParameters(INamedTypeSymbol type) =>
        type.TypeParameters.IsEmpty
            ? ""
            : $"<{string.Join(", ", type.TypeParameters.Select(parameter => Escape(parameter.Name)))}>";

    private static string MetadataName(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
            return $"{MetadataName(outer)}+{type.MetadataName}";
        return string.Join(".", [.. Namespaces(type), type.MetadataName]);
    }

    private static List<string> Namespaces(INamedTypeSymbol type)
    {
        List<string> names = [];
        for (INamespaceSymbol at = type.ContainingNamespace; !at.IsGlobalNamespace; at = at.ContainingNamespace)
            names.Insert(0, at.Name);
        return names;
    }

    /// <summary>A name as it must be written in source: keywords, also those that are so in places only, get an <c>@</c>.</summary>
    private static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None
            ? "@" + identifier
            : identifier;
}
