namespace RnnGen.Generator;

/// <summary>Names of the pipeline's steps, for the tests that require unrelated edits to leave them cached.</summary>
internal static class TrackingNames
{
    public const string Parse = nameof(Parse);
    public const string Model = nameof(Model);
    public const string Weights = nameof(Weights);
    public const string WholeModel = nameof(WholeModel);
    public const string Compile = nameof(Compile);
    public const string HintNameClashes = nameof(HintNameClashes);
    public const string Files = nameof(Files);
    public const string Problems = nameof(Problems);
    public const string Failures = nameof(Failures);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Parse, Model, Weights, WholeModel, Compile, HintNameClashes, Files, Problems, Failures];
}
