using RnnGen.Generator.Differentiation;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Emission.Fused;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Layers;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Specs;
using RnnGen.Generator.Weights;

namespace RnnGen.Generator;

/// <summary>The compiler behind the pipeline: a spec in, source files out, through one room after the other.</summary>
internal static class ModelCompiler
{
    public static EquatableArray<GeneratedFile> Compile(ModelSpec model) => Compile(model, NumericType.Single);

    public static EquatableArray<GeneratedFile> Compile(ModelSpec model, NumericType type)
    {
        if (!model.IsValid)
            return new([Skeleton.Print(model)]);

        Network network = NetworkBuilder.Build(model);
        if (network.Loss is not null)
            Differentiator.Differentiate(network);
        bool fused = model.Style == FusedStyle.Name && type == NumericType.Single;
        // In double a test runs the whole batch as one.
        Sharding sharding = type == NumericType.Single && !network.CouplesRows ? Sharding.Of(model.Batch) : Sharding.Whole(model.Batch);
        Plan plan = Planner.Plan(network, sharding, fused);
        if (plan.TrainingWorkspaceSize > int.MaxValue)
            throw new ModelTooLargeException($"the workspace for {sharding.Rows} rows of a batch has {plan.TrainingWorkspaceSize} values");
        if (model.Weights is { } weights)
            plan.Weights = WeightsCheck.Run(model.Type.SimpleName, weights, network);
        // In double there are tests only.
        StepModel? step = type == NumericType.Single ? StepModel.Of(model) : null;
        Plan? stepPlan = step?.Model is { } stepModel ? PlanStep(stepModel, fused) : null;
        return new([.. new ModelFile(model, plan, type, fused, stepPlan, step?.Fault).Print()]);
    }

    private static Plan PlanStep(ModelSpec model, bool fused)
    {
        Network network = NetworkBuilder.Build(model);
        StreamStates.Apply(network);
        return Planner.Plan(network, Sharding.Whole(1), fused);
    }
}
