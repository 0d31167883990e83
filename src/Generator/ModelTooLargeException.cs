namespace RnnGen.Generator;

/// <summary>
/// Thrown by a room that finds a total beyond what one array holds, where only the compiled network shows it: the
/// workspace. The pipeline turns it into <see cref="Diagnostics.Descriptors.ModelTooLarge"/>.
/// </summary>
/// <param name="what">What is too large, with its size: "the workspace for a batch of 1000 has 8009000000 values".</param>
internal sealed class ModelTooLargeException(string what) : Exception(what);
