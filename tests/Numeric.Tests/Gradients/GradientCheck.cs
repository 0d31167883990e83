using RnnGen.Testing;

namespace RnnGen.Numeric.Tests.Gradients;

/// <summary>Compares the generated gradient with differences of the generated loss, weight by weight.</summary>
internal sealed class GradientCheck
{
    /// <summary>Weights of the central difference of order 8, for 1 to 4 steps off the centre.</summary>
    private static readonly double[] Stencil = [4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280];

    private readonly DoubleModel _model;

    private readonly GradientData _data;

    private readonly Func<double> _loss;

    private GradientCheck(DoubleModel model, GradientData data, Func<double> loss)
    {
        (_model, _data, _loss) = (model, data, loss);
    }

    /// <summary>What the comparison found.</summary>
    /// <param name="Problems">One line for each weight whose gradient is wrong.</param>
    /// <param name="Checked">Weights compared.</param>
    /// <param name="Skipped">Weights at a kink, where the one-sided differences disagree.</param>
    /// <param name="LargestGradient">To see that the case is not trivial.</param>
    /// <param name="LargestError">As a share of what is tolerated.</param>
    public sealed record Result(
        IReadOnlyList<string> Problems, int Checked, int Skipped, double LargestGradient, double LargestError);

    /// <summary>Compares with central differences of a small step; for any network.</summary>
    public static Result Run(object model, GradientCase gradient)
    {
        const double Step = 1e-6;
        return Compare(model, gradient, tolerance: 1e-7, (check, i, loss) =>
        {
            double up = check.LossAt(i, Step);
            double down = check.LossAt(i, -Step);
            double difference = (up - down) / (2 * Step);
            bool isKink = Math.Abs(up - 2 * loss + down) / Step > 1e-4 * (1 + Math.Abs(difference));
            return isKink ? null : difference;
        });
    }

    /// <summary>Compares with differences that are exact for polynomials of degree 8, whatever the step.</summary>
    public static Result RunPolynomial(object model, GradientCase gradient)
    {
        const double Step = 0.25;
        return Compare(model, gradient, tolerance: 1e-11, (check, i, _) =>
        {
            double difference = 0;
            for (int k = 1; k <= Stencil.Length; k++)
                difference += Stencil[k - 1] * (check.LossAt(i, k * Step) - check.LossAt(i, -k * Step));
            return difference / Step;
        });
    }

    /// <summary>Sets weights and states; returns the loss, with the gradients computed.</summary>
    public static double Differentiate(object model, GradientCase gradient, GradientData data)
    {
        Prepare((DoubleModel)model, data);
        return GradientRun.Differentiate(model, data, gradient.Rows);
    }

    private static void Prepare(DoubleModel model, GradientData data)
    {
        data.Parameters.CopyTo(model.Parameters);
        data.States.CopyTo(model.States);
    }

    /// <param name="model">A <see cref="DoubleModel{TInput, TTarget}"/>.</param>
    /// <param name="gradient">Its case.</param>
    /// <param name="tolerance">Error allowed, relative to 1 + the loss + the tensor's largest gradient.</param>
    /// <param name="difference">Derivative in a weight by differences; null at a kink.</param>
    private static Result Compare(
        object model, GradientCase gradient, double tolerance, Func<GradientCheck, int, double, double?> difference)
    {
        DoubleModel network = (DoubleModel)model;
        GradientData data = new(gradient, network.Description);
        double loss = Differentiate(model, gradient, data);
        double[] gradients = network.Gradients.ToArray();
        GradientCheck check = new(network, data, () => GradientRun.LossOf(model, data, gradient.Rows));

        List<string> problems = [];
        int skipped = 0;
        double largestError = 0;
        foreach (WeightDescription weight in network.Description.Weights.Where(weight => weight.Trainable))
        {
            int size = GradientData.Size(weight.Shape);
            double largest = gradients.AsSpan(weight.Offset, size).ToArray().Max(Math.Abs);
            double allowed = tolerance * (1 + Math.Abs(loss) + largest);
            for (int i = weight.Offset; i < weight.Offset + size; i++)
            {
                if (difference(check, i, loss) is not { } expected)
                {
                    skipped++;
                    continue;
                }

                double error = Math.Abs(gradients[i] - expected);
                largestError = double.IsNaN(error) ? double.NaN : Math.Max(largestError, error / allowed);
                if (!(error <= allowed))
                {
                    problems.Add(
                        $"{weight.Layer}.{weight.Name}[{i - weight.Offset}] of ({string.Join(", ", weight.Shape)}): "
                        + $"gradient {gradients[i]:R}, difference {expected:R}");
                }
            }
        }

        return new Result(problems, gradients.Length, skipped, gradients.Max(Math.Abs), largestError);
    }

    private double LossAt(int parameter, double change)
    {
        Prepare(_model, _data);
        _model.Parameters[parameter] += change;
        return _loss();
    }
}
