using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Tests.Infrastructure;

/// <summary>What must hold of the pipeline's steps in every run.</summary>
internal static class PipelineAssert
{
    /// <summary>After a run over the same code no step may have produced anything new.</summary>
    public static void EverythingCached(GeneratorDriverRunResult run)
    {
        foreach (GeneratorRunResult result in run.Results)
        {
            foreach (string name in TrackingNames.All)
                Assert.All(Reasons(result, name), reason => Assert.True(IsUnchanged(reason), $"step {name} is {reason}"));
            Assert.All(
                result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
                output => Assert.True(output.Reason == IncrementalStepRunReason.Cached, $"an output is {output.Reason}"));
        }
    }

    /// <summary>The source road carries plain values only, from the model on.</summary>
    public static void ModelsAreValues(GeneratorDriverRunResult run)
    {
        foreach (GeneratorRunResult result in run.Results)
        {
            foreach (string name in new[] { TrackingNames.Model, TrackingNames.Weights, TrackingNames.WholeModel, TrackingNames.Compile, TrackingNames.HintNameClashes, TrackingNames.Files })
            {
                foreach ((object value, _) in Outputs(result, name))
                    Assert.Null(ObjectGraph.FindForbidden(value));
            }
        }
    }

    public static IReadOnlyList<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        [.. Outputs(result, step).Select(output => output.Reason)];

    public static bool IsUnchanged(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    private static IEnumerable<(object Value, IncrementalStepRunReason Reason)> Outputs(GeneratorRunResult result, string step) =>
        result.TrackedSteps.TryGetValue(step, out var steps) ? steps.SelectMany(run => run.Outputs) : [];
}
