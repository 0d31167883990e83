using RnnGen.Numeric.Tests.Compilation;
using RnnGen.Testing;

namespace RnnGen.Numeric.Tests.Keras;

/// <summary>
/// Compares the double network with Keras, which computed in double too and rounded once: only a wrong formula can
/// differ by more than that rounding.
/// </summary>
internal static class GoldenDoubleRun
{
    public static IReadOnlyList<Comparison> Compare(GoldenCase golden) => Networks.Double.Create(golden.Network.Key) switch
    {
        DoubleModel<double, double> values => [.. Outputs(golden, values, Reals), .. Training(golden, values, Reals, Reals)],
        DoubleModel<double, int> labels => [.. Outputs(golden, labels, Reals), .. Training(golden, labels, Reals, Integers)],
        DoubleModel<int, double> tokens => [.. Outputs(golden, tokens, Integers), .. Training(golden, tokens, Integers, Reals)],
        DoubleModel<int, int> both => [.. Outputs(golden, both, Integers), .. Training(golden, both, Integers, Integers)],
        DoubleModel<double> values => [.. Outputs(golden, values, Reals)],
        DoubleModel<int> tokens => [.. Outputs(golden, tokens, Integers)],
        var other => throw new InvalidOperationException($"{golden.Name} is a {other.GetType().BaseType}."),
    };

    private static double[] Reals(TensorData tensor) => tensor.Reals();

    private static int[] Integers(TensorData tensor) => tensor.Integers();

    private static IEnumerable<Comparison> Outputs<TInput>(
        GoldenCase golden, DoubleModel<TInput> model, Func<TensorData, TInput[]> input)
        where TInput : unmanaged
    {
        SetWeights(golden, model);
        for (int k = 0; k < golden.Batches; k++)
        {
            TInput[] x = input(golden.Tensors[$"input.{k}"]);
            double[] states = model.States.ToArray();
            for (int j = 0; j < golden.OutputShapes.Count; j++)
            {
                states.CopyTo(model.States);
                string name = $"output.{k}.{j}";
                yield return Comparison.OfValues(
                    Quantity.Output, name, model.Run(x, golden.Batch, output: j), golden.Tensors[name].Reals());
            }
        }
    }

    private static IEnumerable<Comparison> Training<TInput, TTarget>(
        GoldenCase golden,
        DoubleModel<TInput, TTarget> model,
        Func<TensorData, TInput[]> input,
        Func<TensorData, TTarget[]> target)
        where TInput : unmanaged
        where TTarget : unmanaged
    {
        SetWeights(golden, model);
        TInput[] x = input(golden.Tensors["input.0"]);
        TTarget[] y = target(golden.Tensors["target"]);
        ClippedRows rows = ClippedRows.Find(golden, model.Description, model.Run(x, golden.Batch), y);
        double loss = rows.LossOfAll(model.LossOf(rows.Select(x), rows.Select(y), rows.Kept, training: false));
        yield return Comparison.OfValues(Quantity.Loss, "loss", [loss], golden.Tensors["loss"].Reals());

        DoubleAdam? adam = DoubleAdam.Create(golden);
        double[] losses = golden.Tensors["losses"].Reals();
        double sum = 0;
        for (int step = 1; step <= losses.Length; step++)
        {
            rows = ClippedRows.Find(golden, model.Description, model.Run(x, golden.Batch), y);
            sum += rows.LossOfAll(rows.Kept == 0 ? 0 : model.Differentiate(rows.Select(x), rows.Select(y), rows.Kept));
            double[] gradients = [.. model.Gradients.ToArray().Select(gradient => gradient * rows.Share)];
            if (step == 1)
            {
                foreach (Comparison gradient in Weights(golden, Quantity.Gradient, "grad", gradients))
                    yield return gradient;
            }

            if (adam is null)
                yield break;
            adam.Update(model.Parameters, gradients);
            yield return Comparison.OfValues(Quantity.Loss, $"losses[{step - 1}]", [sum / step], [losses[step - 1]]);
            if (step is not (1 or 5))
                continue;
            Quantity quantity = step == 1 ? Quantity.AfterOneStep : Quantity.AfterFiveSteps;
            foreach (Comparison weight in Weights(golden, quantity, $"after{step}", model.Parameters.ToArray()))
                yield return weight;
        }
    }

    private static IEnumerable<Comparison> Weights(GoldenCase golden, Quantity quantity, string prefix, double[] found)
    {
        int offset = 0;
        for (int i = 0; i < golden.Weights.Count; i++)
        {
            double[] expected = golden.Tensors[$"{prefix}.{i}"].Reals();
            yield return Comparison.OfTensor(
                quantity, $"{prefix}.{i} ({golden.Weights[i]})", found.AsSpan(offset, expected.Length), expected);
            offset += expected.Length;
        }
    }

    private static void SetWeights(GoldenCase golden, DoubleModel model) =>
        Array.ConvertAll(golden.AllWeights("weight"), weight => (double)weight).CopyTo(model.Parameters);
}

/// <summary>Keras' Adam in double precision, as its documentation has it: the plain optimizer of most golden cases.</summary>
internal sealed class DoubleAdam
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-7;

    private readonly double _learningRate;

    private readonly double[] _m;

    private readonly double[] _v;

    private int _step;

    private DoubleAdam(double learningRate, int parameters) =>
        (_learningRate, _m, _v) = (learningRate, new double[parameters], new double[parameters]);

    /// <summary>The optimizer of a case; null when it is another one or has options.</summary>
    public static DoubleAdam? Create(GoldenCase golden)
    {
        var arguments = golden.Optimizer!.Value;
        bool isPlain = arguments.GetProperty("class").GetString() == "Adam" && arguments.EnumerateObject().Count() == 2;
        return isPlain ? new DoubleAdam(arguments.GetProperty("learning_rate").GetDouble(), golden.Parameters) : null;
    }

    public void Update(Span<double> weights, ReadOnlySpan<double> gradients)
    {
        _step++;
        double rate = _learningRate * Math.Sqrt(1 - Math.Pow(Beta2, _step)) / (1 - Math.Pow(Beta1, _step));
        for (int i = 0; i < weights.Length; i++)
        {
            _m[i] += (gradients[i] - _m[i]) * (1 - Beta1);
            _v[i] += (gradients[i] * gradients[i] - _v[i]) * (1 - Beta2);
            weights[i] -= rate * _m[i] / (Math.Sqrt(_v[i]) + Epsilon);
        }
    }
}
