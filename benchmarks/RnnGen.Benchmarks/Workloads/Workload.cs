namespace RnnGen.Benchmarks;

/// <summary>One model of the workload table with random data, ready to be measured.</summary>
internal sealed class Workload
{
    /// <summary>
    /// Batches that training goes through in turn: on a single one the gradients would soon vanish, and arithmetic on
    /// vanishing numbers is slow on some processors.
    /// </summary>
    private const int Batches = 8;

    private readonly Model _model;

    private Workload(Model model, Action predict, Action? train, Action? optimize, int rows)
    {
        _model = model;
        Rows = rows;
        Predict = predict;
        Train = train;
        Optimize = optimize;
    }

    /// <summary>Name of the model class.</summary>
    public string ModelName => _model.Description.Name;

    /// <summary>Inference on one full batch, or of one timestep of a stream.</summary>
    public Action Predict { get; }

    /// <summary>One training step on one full batch; null for a model that only infers.</summary>
    public Action? Train { get; }

    /// <summary>The optimizer's part of a training step.</summary>
    public Action? Optimize { get; }

    /// <summary>Floating-point operations of one inference.</summary>
    public double ForwardFlops => (double)_model.Description.ForwardFlops * Rows;

    /// <summary>Floating-point operations of one training step, without the optimizer's.</summary>
    public double TrainingFlops => (double)_model.Description.TrainingFlops * Rows;

    /// <summary>Rows of a batch: those of every call.</summary>
    public int Rows { get; }

    /// <summary>Timesteps of a row.</summary>
    public int Timesteps => _model.Description.InputShape[0];

    /// <summary>A stream: inference is one timestep.</summary>
    public static Workload Stream(Model<float> model, Action<float[], float[]> step, Func<Random, float> input)
    {
        float[][] x = [.. Inputs(model, input, new Random(1)).Select(values => values[..model.Description.StepInputSize])];
        float[] y = new float[model.Description.StepOutputSize];
        int next = 0;
        return new Workload(model, () => step(x[next++ % Batches], y), null, null, rows: 1);
    }

    public static Workload Training<TInput, TTarget>(
        Model<TInput, TTarget> model, Optimizer optimizer, Func<Random, TInput> input, Func<Random, TTarget> target)
        where TInput : unmanaged
        where TTarget : unmanaged
    {
        var random = new Random(1);
        TInput[][] x = Inputs(model, input, random);
        TTarget[][] y = [.. x.Select(_ => Enumerable.Range(0, model.Description.Batch * model.Description.TargetSize).Select(_ => target(random)).ToArray())];
        int next = 0, predicted = 0;
        return new Workload(
            model,
            () => model.Predict(x[predicted++ % Batches]),
            () =>
            {
                next = (next + 1) % Batches;
                model.TrainOnBatch(x[next], y[next], optimizer);
            },
            () => optimizer.Apply(model),
            model.Description.Batch);
    }

    private static TInput[][] Inputs<TInput>(Model model, Func<Random, TInput> input, Random random)
    {
        int size = model.Description.InputShape.Aggregate(model.Description.Batch, (product, length) => product * length);
        return [.. Enumerable.Range(0, Batches).Select(_ => Enumerable.Range(0, size).Select(_ => input(random)).ToArray())];
    }
}
