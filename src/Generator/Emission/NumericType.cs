using System.Globalization;

namespace RnnGen.Generator.Emission;

/// <summary>The type that the network computes in. Users get <c>float</c>; gradients are checked in <c>double</c>.</summary>
internal sealed class NumericType
{
    public static readonly NumericType Single = new("float", "global::RnnGen.Model");

    public static readonly NumericType Double = new("double", "global::RnnGen.Testing.DoubleModel");

    private NumericType(string keyword, string baseClass)
    {
        Keyword = keyword;
        BaseClass = baseClass;
    }

    /// <summary>The C# keyword.</summary>
    public string Keyword { get; }

    /// <summary>What a generated model derives from, without its type arguments.</summary>
    public string BaseClass { get; }

    public string Literal(double value) => this == Single
        ? ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f"
        : Invariant(value) + "d";

    /// <summary>A number for comments and for parameters of type double.</summary>
    public static string Invariant(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
