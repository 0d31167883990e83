using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Tests.Infrastructure;

/// <summary>
/// Walks everything that can be reached from a value of the pipeline. A symbol, syntax node or compilation in there
/// would keep whole compilations alive and make the value unequal after every edit.
/// </summary>
internal static class ObjectGraph
{
    /// <summary>The path to the first forbidden object; null when there is none.</summary>
    public static string? FindForbidden(object? root) =>
        Find(root, root?.GetType().Name ?? "", new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static string? Find(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string or Type || value.GetType() is { IsPrimitive: true } or { IsEnum: true })
            return null;
        if (value is ISymbol or SyntaxNode or SyntaxTree or SyntaxReference or Compilation or SemanticModel or Location
            or Diagnostic or AttributeData or Delegate)
        {
            return $"{path}: {value.GetType().Name}";
        }

        if (!value.GetType().IsValueType && !seen.Add(value))
            return null;
        if (value is Array array)
            return Elements(array).Select((element, i) => Find(element, $"{path}[{i}]", seen)).FirstOrDefault(found => found is not null);
        return Fields(value.GetType())
            .Select(field => Find(field.GetValue(value), $"{path}.{field.Name}", seen))
            .FirstOrDefault(found => found is not null);
    }

    private static IEnumerable<object?> Elements(IEnumerable array) => array.Cast<object?>();

    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }
}
