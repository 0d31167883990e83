using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGen.Generator.Tests.Infrastructure;

/// <summary>The settings of a user's project that generated code must cope with.</summary>
internal sealed record ProjectSettings
{
    public static ProjectSettings Default { get; } = new();

    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    /// <summary>False for a project without <c>ImplicitUsings</c>.</summary>
    public bool GlobalUsings { get; init; } = true;

    public CSharpParseOptions ParseOptions => new(Language, DocumentationMode.Diagnose);

    public CSharpCompilationOptions CompilationOptions =>
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: 9999,
            checkOverflow: true,
            allowUnsafe: false,
            nullableContextOptions: Nullable)
        .WithSyntaxTreeOptionsProvider(new UndocumentedUserCode());

    /// <summary>
    /// Silences CS1591 (no documentation) in the tests' own files: their models are public and undocumented, but what is
    /// generated has to have its documentation all the same.
    /// </summary>
    private sealed class UndocumentedUserCode : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) =>
            GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(
            SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Suppress;
            return diagnosticId == "CS1591" && Path.GetFileName(tree.FilePath).StartsWith("User", StringComparison.Ordinal);
        }

        public override bool TryGetGlobalDiagnosticValue(
            string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = default;
            return false;
        }
    }
}
