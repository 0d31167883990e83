using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Parsing;

namespace RnnGen.Generator;

/// <summary>
/// Finds classes that have layers but no <c>[Model]</c>. The generator does not see them: the compiler leads it to the classes
/// under <c>[Model]</c> alone.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingModelAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.MissingModel];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(static symbol => Check(symbol, (INamedTypeSymbol)symbol.Symbol), SymbolKind.NamedType);
    }

    private static void Check(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        ImmutableArray<AttributeData> attributes = type.GetAttributes();
        // An attribute that does not exist may be [Model] with a slip of the pen: the compiler has said so.
        if (attributes.Any(attribute => attribute.AttributeClass is not { TypeKind: not TypeKind.Error } known || WellKnown.IsModel(known)))
            return;
        AttributeData? layer = attributes.FirstOrDefault(attribute => attribute.AttributeClass is { } candidate && (WellKnown.IsLayer(candidate) || WellKnown.IsWrapper(candidate)));
        if (layer?.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() is { } place)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.MissingModel, place, type.Name, WellKnown.Kind(layer.AttributeClass!)));
    }
}
