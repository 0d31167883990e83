namespace RnnGen.Generator.Specs;

/// <summary>A source file the generator adds to the user's compilation.</summary>
internal sealed record GeneratedFile(string HintName, string Text);
