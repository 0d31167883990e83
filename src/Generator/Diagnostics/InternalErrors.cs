using System.Reflection;

namespace RnnGen.Generator.Diagnostics;

/// <summary>Bugs of the generator, as <see cref="Descriptors.InternalError"/> shows them.</summary>
internal static class InternalErrors
{
    /// <summary>What a developer of RnnGen needs to know first, on one line: a build log has no room for a stack trace.</summary>
    public static string Describe(Exception exception)
    {
        MethodBase? thrower = exception.TargetSite;
        string place = thrower is null ? "" : $" in {thrower.DeclaringType?.Name}.{thrower.Name}";
        string message = exception.Message.Replace("\r", "").Replace('\n', ' ');
        return $"{exception.GetType().Name}{place}: {message}";
    }
}
