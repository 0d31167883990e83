using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Layers.Checks;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Parsing;

/// <summary>
/// The names of a model's class and of the user's own members beside those of its generated part. Where two are equal the
/// compiler would report an error, but in the generated file, and without a word of why the name is there.
/// </summary>
internal static class MemberNames
{
    /// <summary>Reports names that are taken; false if there is one: then nothing can be added to the class.</summary>
    /// <param name="name">The class's name in messages.</param>
    /// <param name="place">Where the class's name stands.</param>
    public static bool Check(ModelSpec model, string name, INamedTypeSymbol type, Location place, ProblemList problems)
    {
        int before = problems.Count;
        ILookup<string, GeneratedMember> generated = GeneratedMember.Of(model).ToLookup(member => member.Name, StringComparer.Ordinal);
        if (generated[type.Name].FirstOrDefault(member => member.IsOwn) is { } ownName)
            problems.Add(Descriptors.ModelNameTaken, place, name, ownName.Description);

        foreach (ISymbol member in type.GetMembers().Where(member => !member.IsImplicitlyDeclared))
        {
            if (IsGeneratedConstructor(member))
                problems.Add(Descriptors.MemberNameTaken, member.Locations[0], name, type.Name, $"the constructor {type.Name}(int seed)");
            else if (generated[member.Name].FirstOrDefault(other => Collide(member, other)) is { } other)
                problems.Add(Descriptors.MemberNameTaken, member.Locations[0], name, member.Name, other.Description);
        }

        return problems.Count == before;
    }

    private static bool IsGeneratedConstructor(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 1 } constructor
        && constructor.Parameters[0] is { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int32 };

    /// <summary>Methods can have the same name, as long as they take different things.</summary>
    private static bool Collide(ISymbol member, GeneratedMember generated) =>
        member is not IMethodSymbol method || generated.Parameters is null
        || (generated.IsOwn && !method.IsGenericMethod && method.Parameters.Select(Signature).SequenceEqual(generated.Parameters));

    /// <summary>The type without what contains it: of a generated one, nothing but its name is known yet.</summary>
    private static string Signature(IParameterSymbol parameter)
    {
        string type = parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return (parameter.RefKind == RefKind.None ? "" : "ref ") + type.Substring(type.LastIndexOf('.') + 1);
    }
}
