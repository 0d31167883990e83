using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace RnnGen.Numeric.Tests.Keras;

/// <summary>Says that a golden case needs a layer or an option which RnnGen does not have (yet).</summary>
internal sealed class NotYetInRnnGenException(string message) : Exception(message);

/// <summary>
/// Writes a Keras network (class names and arguments, as JSON) as RnnGen attributes. What RnnGen can do is read off
/// the attribute classes, so a case turns itself on when its layer's attribute appears.
/// </summary>
internal static class KerasAttributes
{
    private static readonly Assembly Attributes = typeof(ModelAttribute).Assembly;

    /// <summary>Keras names whose RnnGen name is not simply the same words in PascalCase.</summary>
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["merge_mode"] = "Merge",
    };

    private static readonly Dictionary<string, Loss> Losses = new(StringComparer.Ordinal)
    {
        ["mse"] = Loss.MeanSquaredError,
        ["mae"] = Loss.MeanAbsoluteError,
        ["huber"] = Loss.Huber,
        ["cce"] = Loss.CategoricalCrossentropy,
        ["scce"] = Loss.SparseCategoricalCrossentropy,
        ["bce"] = Loss.BinaryCrossentropy,
    };

    /// <summary>All attributes of the case, one on a line.</summary>
    /// <exception cref="NotYetInRnnGenException">A layer or an option is missing.</exception>
    public static string Write(JsonElement network)
    {
        StringBuilder source = new();
        source.Append("[Model(").Append(Elements(network.GetProperty("input")));
        source.Append(", Batch = ").Append(network.GetProperty("batch").GetInt32());
        source.Append(network.TryGetProperty("vocab", out _) ? ", Input = InputKind.Tokens)]\n" : ")]\n");
        foreach (JsonElement layer in network.GetProperty("layers").EnumerateArray())
            source.Append('[').Append(Layer(layer)).Append("]\n");
        if (network.TryGetProperty("loss", out JsonElement loss))
            source.Append("[Loss(Loss.").Append(Losses[loss.GetString()!]).Append(")]\n");
        return source.ToString();
    }

    private static string Layer(JsonElement layer)
    {
        string kind = layer.GetProperty("class").GetString()!;
        Type attribute = Attributes.GetType($"RnnGen.{kind}Attribute")
            ?? throw new NotYetInRnnGenException($"RnnGen has no {kind} layer yet.");
        ParameterInfo[] parameters = attribute.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters();
        JsonProperty[] arguments =
            [.. layer.EnumerateObject().Where(argument => argument.Name is not ("class" or "layer"))];

        // Positional arguments first, in the constructor's order; the others by name.
        IEnumerable<string> positional = parameters
            .Select(parameter => Array.Find(arguments, argument => IsSame(argument.Name, parameter.Name!)))
            .Where(argument => argument.Name is not null)
            .Select((argument, index) => Positional(parameters[index], argument.Value));
        IEnumerable<string> named = arguments
            .Where(argument => !parameters.Any(parameter => IsSame(argument.Name, parameter.Name!)))
            .SelectMany(argument => Named(kind, attribute, argument));
        string text = $"{kind}({string.Join(", ", positional.Concat(named))})";
        return layer.TryGetProperty("layer", out JsonElement wrapped) ? $"{text}, {Layer(wrapped)}" : text;
    }

    private static string Positional(ParameterInfo parameter, JsonElement value) =>
        parameter.ParameterType == typeof(int[]) ? Elements(value) : Value(parameter.ParameterType, value);

    private static IEnumerable<string> Named(string kind, Type attribute, JsonProperty argument)
    {
        string name = Renamed.GetValueOrDefault(argument.Name) ?? PascalCase(argument.Name);
        PropertyInfo property = attribute.GetProperty(name)
            ?? throw new NotYetInRnnGenException($"RnnGen's {kind} has no {name} yet.");
        if (property.PropertyType != typeof(Regularizer))
        {
            yield return $"{name} = {Value(property.PropertyType, argument.Value)}";
            yield break;
        }

        JsonProperty[] factors = [.. argument.Value.EnumerateObject().OrderBy(f => f.Name, StringComparer.Ordinal)];
        yield return $"{name} = Regularizer.{string.Concat(factors.Select(factor => PascalCase(factor.Name)))}";
        yield return $"{name}Arguments = new[] {{ {string.Join(", ", factors.Select(f => Real(f.Value)))} }}";
    }

    private static string Value(Type type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String => $"{type.Name}.{PascalCase(value.GetString()!)}",
        JsonValueKind.Array => $"new[] {{ {Elements(value)} }}",
        JsonValueKind.Number when type == typeof(int) => value.GetInt32().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.Number when type == typeof(int[]) => $"new[] {{ {value.GetInt32()} }}",
        JsonValueKind.Number => Real(value),
        _ => throw new InvalidDataException($"A golden case has the argument {value}."),
    };

    private static string Real(JsonElement value) => value.GetDouble().ToString("R", CultureInfo.InvariantCulture);

    private static string Elements(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? string.Join(", ", value.EnumerateArray().Select(element => element.GetInt32()))
        : value.GetInt32().ToString(CultureInfo.InvariantCulture);

    private static bool IsSame(string kerasName, string parameter) =>
        string.Equals(kerasName.Replace("_", "", StringComparison.Ordinal), parameter, StringComparison.OrdinalIgnoreCase);

    private static string PascalCase(string kerasName) =>
        string.Concat(kerasName.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
