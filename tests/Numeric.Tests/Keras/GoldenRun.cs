using System.Collections.Concurrent;
using System.Numerics.Tensors;
using RnnGen.Numeric.Tests.Compilation;

namespace RnnGen.Numeric.Tests.Keras;

/// <summary>Computes with generated float networks all that Keras computed, and compares.</summary>
internal sealed class GoldenRun(CompiledNetworks networks)
{
    private readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<Comparison>>> _done = new(StringComparer.Ordinal);

    /// <summary>The networks as users get them.</summary>
    public static GoldenRun Single { get; } = new(Networks.Single);

    /// <summary>The comparisons of a case; computed once per test run.</summary>
    public IReadOnlyList<Comparison> Compare(GoldenCase golden) =>
        _done.GetOrAdd(golden.Name, _ => new(() => Run(golden))).Value;

    /// <summary>A new model with Keras' weights.</summary>
    private TModel Create<TModel>(GoldenCase golden)
        where TModel : Model
    {
        TModel model = networks.Create<TModel>(golden.Network.Key);
        model.SetWeights([.. golden.Weights.Select((_, i) => golden.Tensors[$"weight.{i}"].Floats())]);
        return model;
    }

    private Comparison[] Run(GoldenCase golden) => networks.Create(golden.Network.Key) switch
    {
        Model<float, float> => [.. Outputs<float>(golden), .. Training<float, float>(golden)],
        Model<float, int> => [.. Outputs<float>(golden), .. Training<float, int>(golden)],
        Model<int, float> => [.. Outputs<int>(golden), .. Training<int, float>(golden)],
        Model<int, int> => [.. Outputs<int>(golden), .. Training<int, int>(golden)],
        Model<float> => [.. Outputs<float>(golden)],
        Model<int> => [.. Outputs<int>(golden)],
        var other => throw new InvalidOperationException($"{golden.Name} is a {other.GetType().BaseType}."),
    };

    /// <summary>Feeds the batches in order, without a reset: stateful layers go on where they were.</summary>
    private IEnumerable<Comparison> Outputs<TInput>(GoldenCase golden)
        where TInput : unmanaged
    {
        Model<TInput> model = Create<Model<TInput>>(golden);
        for (int k = 0; k < golden.Batches; k++)
        {
            float[] prediction = model.Predict(Values<TInput>(golden, $"input.{k}")).ToArray();
            for (int j = 0; j < golden.OutputShapes.Count; j++)
            {
                float[] found = j == 0 ? prediction : model.GetOutput(j).ToArray();
                string name = $"output.{k}.{j}";
                yield return Comparison.OfValues(
                    Quantity.Output, name, ToDouble(found), golden.Tensors[name].Reals());
            }
        }
    }

    private IEnumerable<Comparison> Training<TInput, TTarget>(GoldenCase golden)
        where TInput : unmanaged
        where TTarget : unmanaged
    {
        TInput[] x = Values<TInput>(golden, "input.0");
        TTarget[] y = Values<TTarget>(golden, "target");
        double loss = golden.Tensors["loss"].Reals().Single();
        Model<TInput, TTarget> model = Create<Model<TInput, TTarget>>(golden);
        ClippedRows rows = FindClippedRows(golden, model, x, y);
        double found = rows.LossOfAll(model.TestOnBatch(rows.Select(x), rows.Select(y)));
        yield return Comparison.OfValues(Quantity.Loss, "loss", [found], [loss]);

        Optimizer optimizer = KerasOptimizers.Create(golden.Optimizer!.Value);
        SGD still = new(0f);
        double[] losses = golden.Tensors["losses"].Reals();
        bool hasClipped = false;
        double sum = 0;
        for (int step = 1; step <= losses.Length; step++)
        {
            // A step of length zero gives the gradients as they are, before the optimizer clips them.
            rows = FindClippedRows(golden, model, x, y);
            hasClipped |= rows.Any;
            sum += rows.LossOfAll(rows.Kept == 0 ? 0 : model.TrainOnBatch(rows.Select(x), rows.Select(y), still));
            TensorPrimitives.Multiply(model.Gradients, (float)rows.Share, model.Gradients);
            if (step == 1)
            {
                foreach (Comparison gradient in Weights(golden, Quantity.Gradient, "grad", model.Gradients.ToArray()))
                    yield return gradient;
            }

            optimizer.Apply(model);

            // Keras 3's train_on_batch gives the mean over all its calls so far.
            yield return Comparison.OfValues(Quantity.Loss, $"losses[{step - 1}]", [sum / step], [losses[step - 1]]);
            if (step is not (1 or 5))
                continue;
            Quantity quantity = step == 1 ? Quantity.AfterOneStep : Quantity.AfterFiveSteps;
            foreach (Comparison weight in Weights(golden, quantity, $"after{step}", model.Parameters.ToArray()))
                yield return weight;
        }

        // The same steps as users make them.
        if (!hasClipped)
            yield return TrainedOnBatches(golden, model.Parameters.ToArray(), x, y);
    }

    /// <summary>Five calls of TrainOnBatch end, to the last bit, where five gradients and updates end.</summary>
    private Comparison TrainedOnBatches<TInput, TTarget>(GoldenCase golden, float[] expected, TInput[] x, TTarget[] y)
        where TInput : unmanaged
        where TTarget : unmanaged
    {
        Model<TInput, TTarget> model = Create<Model<TInput, TTarget>>(golden);
        Optimizer optimizer = KerasOptimizers.Create(golden.Optimizer!.Value);
        for (int step = 0; step < 5; step++)
            model.TrainOnBatch(x, y, optimizer);
        bool isSame = model.Parameters.SequenceEqual(expected);
        return new Comparison(Quantity.AfterFiveSteps, "5 × TrainOnBatch", isSame ? 0 : double.PositiveInfinity);
    }

    private static ClippedRows FindClippedRows<TInput, TTarget>(
        GoldenCase golden, Model<TInput, TTarget> model, TInput[] x, TTarget[] y)
        where TInput : unmanaged
        where TTarget : unmanaged => ClippedRows.Find(golden, model.Description, ToDouble(model.Predict(x)), y);

    private static IEnumerable<Comparison> Weights(GoldenCase golden, Quantity quantity, string prefix, float[] found)
    {
        int offset = 0;
        for (int i = 0; i < golden.Weights.Count; i++)
        {
            double[] expected = golden.Tensors[$"{prefix}.{i}"].Reals();
            yield return Comparison.OfTensor(
                quantity, $"{prefix}.{i} ({golden.Weights[i]})", ToDouble(found.AsSpan(offset, expected.Length)), expected);
            offset += expected.Length;
        }
    }

    private static T[] Values<T>(GoldenCase golden, string tensor)
        where T : unmanaged =>
        (T[])(object)(typeof(T) == typeof(int) ? golden.Tensors[tensor].Integers() : golden.Tensors[tensor].Floats());

    private static double[] ToDouble(ReadOnlySpan<float> values) =>
        Array.ConvertAll(values.ToArray(), value => (double)value);
}
