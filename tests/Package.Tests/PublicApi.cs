using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGen.Package.Tests;

/// <summary>An assembly's public API as text: what a program that uses it is compiled against, one line each.</summary>
internal static class PublicApi
{
    private static readonly SymbolDisplayFormat s_type = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        SymbolDisplayMemberOptions.None,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_member = s_type
        .WithMemberOptions(
            SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeAccessibility
            | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeExplicitInterface)
        .WithParameterOptions(
            SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeModifiers);

    /// <summary>The public and protected members of all public types, in an order of their own.</summary>
    public static string Of(string assemblyFile)
    {
        IEnumerable<MetadataReference> all = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => path != assemblyFile)
            .Select(path => MetadataReference.CreateFromFile(path));
        MetadataReference wanted = MetadataReference.CreateFromFile(assemblyFile);
        var assembly = (IAssemblySymbol)CSharpCompilation.Create("Reader", references: all.Append(wanted)).GetAssemblyOrModuleSymbol(wanted)!;

        var lines = new List<string>();
        foreach (INamedTypeSymbol type in TypesIn(assembly.GlobalNamespace).OrderBy(type => type.ToDisplayString(s_type), StringComparer.Ordinal))
        {
            lines.Add(Header(type));
            lines.AddRange(type.GetMembers().Where(IsShown).Select(member => "    " + Line(member)).Order(StringComparer.Ordinal));
        }

        return string.Join('\n', lines) + '\n';
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol scope)
    {
        foreach (INamespaceOrTypeSymbol member in scope.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type && !IsVisible(type))
                continue;
            if (member is INamedTypeSymbol visible)
                yield return visible;
            foreach (INamedTypeSymbol inner in TypesIn(member))
                yield return inner;
        }
    }

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    /// <summary>Accessors stand with their property; that a structure has a constructor without parameters goes without saying.</summary>
    private static bool IsShown(ISymbol member) =>
        IsVisible(member) && member is not INamedTypeSymbol
        && member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove }
        && member is not IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.IsEmpty: true, ContainingType.TypeKind: TypeKind.Struct or TypeKind.Enum };

    private static string Header(INamedTypeSymbol type)
    {
        string modifiers = type.TypeKind switch
        {
            TypeKind.Class when type.IsStatic => "static ",
            TypeKind.Class when type.IsAbstract => "abstract ",
            TypeKind.Class when type.IsSealed => "sealed ",
            TypeKind.Struct => (type.IsReadOnly ? "readonly " : "") + (type.IsRefLikeType ? "ref " : ""),
            _ => "",
        };
        string kind = (type.IsRecord ? "record " : "") + type.TypeKind.ToString().ToLowerInvariant();
        IEnumerable<string> bases = type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface
            ? new[] { type.BaseType }.Where(baseType => baseType is { SpecialType: SpecialType.None })
                .Concat(type.Interfaces)
                .Select(baseType => baseType!.ToDisplayString(s_type))
            : [];
        string list = string.Join(", ", bases);
        return $"{modifiers}{kind} {type.ToDisplayString(s_type)}{(list.Length > 0 ? " : " + list : "")}";
    }

    private static string Line(ISymbol member) =>
        member is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum, ConstantValue: { } value }
            ? FormattableString.Invariant($"{member.Name} = {value}")
            : member.ToDisplayString(s_member);
}
