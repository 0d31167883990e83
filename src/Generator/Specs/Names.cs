using System.Text;
using System.Text.RegularExpressions;

namespace RnnGen.Generator.Specs;

/// <summary>Conversions between Keras' names and C#'s.</summary>
internal static class Names
{
    /// <summary>Keras' rule for automatic layer names: SimpleRNN → simple_rnn, LSTM → lstm.</summary>
    public static string SnakeCase(string className)
    {
        string words = Regex.Replace(className, "(.)([A-Z][a-z]+)", "$1_$2", RegexOptions.None, Timeout);
        return Regex.Replace(words, "([a-z])([A-Z])", "$1_$2", RegexOptions.None, Timeout).ToLowerInvariant();
    }

    /// <summary>recurrent_kernel → recurrentKernel.</summary>
    public static string CamelCase(string snakeCase)
    {
        string pascal = PascalCase(snakeCase);
        return char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
    }

    /// <summary>simple_rnn → SimpleRnn; lstm_1 → Lstm1.</summary>
    public static string PascalCase(string snakeCase)
    {
        var name = new StringBuilder();
        foreach (string word in snakeCase.Split('_'))
            name.Append(Capitalize(word));
        return name.ToString();
    }

    /// <summary>The property that shows a layer's weights: lstm_1 → Lstm1. A member cannot have its class's name.</summary>
    public static string LayerProperty(string layerName, string className)
    {
        string name = PascalCase(layerName);
        return name == className ? name + "Layer" : name;
    }

    public static string Capitalize(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static TimeSpan Timeout => TimeSpan.FromSeconds(1);
}
