namespace RnnGen.Generator.Emission;

/// <summary>The version that generated code carries: the one of this assembly, without build metadata.</summary>
internal static class GeneratorVersion
{
    public static readonly string Text = typeof(GeneratorVersion).Assembly.GetName().Version.ToString(3);
}
