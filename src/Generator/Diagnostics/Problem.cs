using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Diagnostics;

/// <summary>
/// A diagnostic that compares by value. (<see cref="Diagnostic"/> compares its message arguments by reference, so two
/// runs over unchanged code would never be equal.)
/// </summary>
/// <param name="Location">
/// A location in the user's source, its syntax tree included: the compiler applies <c>#pragma warning disable</c> to such
/// locations only. It therefore must never get into a <see cref="ModelSpec"/>.
/// </param>
internal sealed record Problem(DiagnosticDescriptor Descriptor, Location Location, EquatableArray<string> Arguments)
{
    public static Problem Create(DiagnosticDescriptor descriptor, Location location, params object[] arguments) =>
        new(descriptor, location, arguments.Select(Text).ToEquatableArray());

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location, [.. Arguments]);

    /// <summary>Messages show numbers as C# writes them, whatever the culture of the machine.</summary>
    private static string Text(object argument) => argument switch
    {
        bool value => value ? "true" : "false",
        _ => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "",
    };
}
