using Microsoft.CodeAnalysis;
using RnnGen.Generator.Tests.Infrastructure;

namespace RnnGen.Generator.Tests;

/// <summary>The diagnostics have real locations, so the user's own means of silencing them work.</summary>
public sealed class SuppressionTests
{
    [Fact]
    public void Pragma_suppresses_in_its_range() => Expect.Diagnostics(
        """
        #pragma warning disable RNN010
        [Model(3)]
        [Dense(0)]
        sealed partial class Silenced;
        #pragma warning restore RNN010

        [Model(3)]
        [Dense({|RNN010:0|})]
        sealed partial class Reported;
        """);

    [Fact]
    public void Pragma_suppresses_its_own_rule_only() => Expect.Diagnostics(
        """
        #pragma warning disable RNN011
        [Model(4, 3)]
        [LSTM({|RNN010:0|}, Dropout = 2)]
        sealed partial class Echo;
        """);

    [Fact]
    public void Suppressing_an_error_leaves_the_skeleton() => Expect.Diagnostics(
        """
        #pragma warning disable RNN010
        [Model(3)]
        [Dense(0)]
        [Loss(Loss.MeanSquaredError)]
        sealed partial class Echo;
        #pragma warning restore RNN010
        """ + UserCode.Using("Echo"));

    [Fact]
    public void Severity_can_be_set_for_the_project()
    {
        var compilation = GeneratorHarness.Compilation("[Model(3)] [Dense(0)] sealed partial class Echo;");
        compilation = compilation.WithOptions(
            compilation.Options.WithSpecificDiagnosticOptions([new("RNN010", ReportDiagnostic.Suppress)]));

        GeneratorHarness.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out _, out var diagnostics);

        Assert.Empty(diagnostics);
    }
}
