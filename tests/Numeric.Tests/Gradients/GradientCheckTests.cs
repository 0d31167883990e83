using RnnGen.Testing;

namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>The gradient check itself, on a network written by hand: it must see what is wrong.</summary>
public class GradientCheckTests
{
    private static readonly GradientCase Case = new("by_hand", "", Rows: 3);

    [Fact]
    public void A_right_gradient_passes()
    {
        GradientCheck.Result result = GradientCheck.Run(new OneWeight(), Case);
        Assert.Empty(result.Problems);
        Assert.Equal((2, 0), (result.Checked, result.Skipped));
        Assert.InRange(result.LargestError, 0, 0.5);
        Assert.Empty(GradientCheck.RunPolynomial(new OneWeight(), Case).Problems);
    }

    [Fact]
    public void A_gradient_that_is_slightly_wrong_fails()
    {
        GradientCheck.Result result = GradientCheck.Run(new OneWeight { Error = 1 + 2e-6 }, Case);
        Assert.Equal(2, result.Problems.Count);
        Assert.StartsWith("dense.kernel[0] of (1, 1): gradient ", result.Problems[0], StringComparison.Ordinal);
        Assert.NotEmpty(GradientCheck.RunPolynomial(new OneWeight { Error = 1 + 1e-9 }, Case).Problems);
    }

    [Fact]
    public void A_gradient_that_is_no_number_fails()
    {
        Assert.Equal(2, GradientCheck.Run(new OneWeight { Error = double.NaN }, Case).Problems.Count);
        Assert.Equal(2, GradientCheck.RunPolynomial(new OneWeight { Error = double.NaN }, Case).Problems.Count);
    }

    [Fact]
    public void A_weight_at_a_kink_is_skipped()
    {
        GradientData data = new(Case, OneWeight.Shape);
        GradientCheck.Result result = GradientCheck.Run(new OneWeight { KinkAt = data.Parameters[0] + 3e-7 }, Case);
        Assert.Equal(1, result.Skipped);
        Assert.Empty(result.Problems);
    }

    [Fact]
    public void The_workspace_begins_as_NaN_and_is_guarded()
    {
        OneWeight model = new();
        Assert.True(model.IsGuardIntact);
        Assert.True(model.WorkspaceIsSpoiled);
        model.WriteOutside();
        Assert.False(model.IsGuardIntact);
    }

    /// <summary>y = K·x + b with the mean squared error, and a slope of one more from <see cref="KinkAt"/> on.</summary>
    private sealed class OneWeight() : DoubleModel<double, double>(Shape, seed: 0)
    {
        public static ModelDescription Shape { get; } = new()
        {
            Name = "OneWeight",
            InputShape = [1],
            OutputShape = [1],
            Outputs = [[1]],
            Batch = 3,
            ShardRows = 3,
            ParameterCount = 2,
            InferenceWorkspaceSize = 3,
            TrainingWorkspaceSize = 3,
            Summary = "",
            Loss = Loss.MeanSquaredError,
            TargetSize = 1,
            LossElements = 1,
            Layers = [],
            Weights =
            [
                new WeightDescription("dense", "kernel", [1, 1], 0, Initializer.Zeros),
                new WeightDescription("dense", "bias", [1], 1, Initializer.Zeros),
            ],
        };

        /// <summary>Factor on the gradients.</summary>
        public double Error { get; init; } = 1;

        public double KinkAt { get; init; } = double.PositiveInfinity;

        public bool WorkspaceIsSpoiled => Workspace.IndexOf(double.NaN) == 0;

        public void WriteOutside() => System.Runtime.CompilerServices.Unsafe.Add(ref Workspace[0], -1) = 0;

        protected override void Forward(ReadOnlySpan<double> x, Shard<double> shard, bool training)
        {
            for (int i = 0; i < shard.Rows; i++)
                shard.Workspace[i] = Parameters[0] * x[i] + Parameters[1];
        }

        protected override ReadOnlySpan<double> Output(int index, Shard<double> shard) => shard.Workspace[..shard.Rows];

        protected override double SumLoss(ReadOnlySpan<double> y, Shard<double> shard)
        {
            double sum = 0;
            for (int i = 0; i < shard.Rows; i++)
                sum += (shard.Workspace[i] - y[i]) * (shard.Workspace[i] - y[i]);
            return sum;
        }

        protected override double Penalty() => Math.Max(0, Parameters[0] - KinkAt);

        protected override void Backward(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Shard<double> shard, double scale)
        {
            Gradients.Clear();
            for (int i = 0; i < shard.Rows; i++)
            {
                double error = 2 * (shard.Workspace[i] - y[i]) * scale * Error;
                Gradients[0] += error * x[i];
                Gradients[1] += error;
            }
        }
    }
}
