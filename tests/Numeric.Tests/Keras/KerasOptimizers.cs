using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace RnnGen.Numeric.Tests.Keras;

/// <summary>Makes the optimizer of a golden case: Keras' class and arguments, under RnnGen's spelling of them.</summary>
internal static class KerasOptimizers
{
    /// <exception cref="InvalidDataException">RnnGen has no such optimizer or argument.</exception>
    public static Optimizer Create(JsonElement optimizer)
    {
        string name = optimizer.GetProperty("class").GetString()!;
        Type type = typeof(Optimizer).Assembly.GetType($"RnnGen.{name}")
            ?? throw new InvalidDataException($"RnnGen has no optimizer {name}.");
        Dictionary<string, JsonElement> arguments = optimizer.EnumerateObject()
            .Where(argument => argument.Name != "class")
            .ToDictionary(
                argument => argument.Name.Replace("_", "", StringComparison.Ordinal),
                argument => argument.Value,
                StringComparer.OrdinalIgnoreCase);

        ConstructorInfo constructor = type.GetConstructors().Single();
        object?[] values =
        [
            .. constructor.GetParameters().Select(parameter => arguments.Remove(parameter.Name!, out JsonElement value)
                ? Convert(value, parameter.ParameterType)
                : parameter.DefaultValue),
        ];
        object created = constructor.Invoke(values);
        foreach ((string argument, JsonElement value) in arguments)
        {
            PropertyInfo property =
                type.GetProperty(argument, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase)
                ?? throw new InvalidDataException($"RnnGen's {name} has no argument {argument}.");
            property.SetValue(created, Convert(value, property.PropertyType));
        }

        return (Optimizer)created;
    }

    private static object Convert(JsonElement value, Type type) => value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? value.GetBoolean()
        : System.Convert.ChangeType(value.GetDouble(), Nullable.GetUnderlyingType(type) ?? type, CultureInfo.InvariantCulture);
}
