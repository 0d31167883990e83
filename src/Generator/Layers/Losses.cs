using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;
using static RnnGen.Generator.Ir.Expr;

namespace RnnGen.Generator.Layers;

/// <summary>The losses as expressions of prediction and target (Keras' definitions); their gradients follow from them.</summary>
internal static class Losses
{
    public const string CategoricalCrossentropy = nameof(CategoricalCrossentropy);
    public const string SparseCategoricalCrossentropy = nameof(SparseCategoricalCrossentropy);
    public const string BinaryCrossentropy = nameof(BinaryCrossentropy);

    /// <summary>True for an output whose padding a loss can leave out: (timesteps, features) alone.</summary>
    public static bool LeavesOutPadding(Shape output) => output.Rank == 2;

    public static LossNode Build(AttributeSpec spec, Tensor output, Tensor? mask)
    {
        var options = new Options(spec);
        LossNode loss = Build(options, output);
        loss.Settings = options.Settings;
        loss.Mask = mask;
        return loss;
    }

    private static LossNode Build(Options options, Tensor output)
    {
        string name = options.Spec.Name("Loss", "MeanSquaredError");
        bool fromLogits = options.Bool("FromLogits");
        bool sparse = name == SparseCategoricalCrossentropy;
        Shape targetShape = sparse ? new Shape(output.RowsPerSample) : output.Shape;
        var target = new Tensor("target", "y*", targetShape, Layout.BatchMajor, TensorKind.Target);

        if (sparse || name == CategoricalCrossentropy)
        {
            // The loss is computed from the logits, so that no probability is too small for its logarithm.
            return Activated(output).Producer is Softmax softmax && !fromLogits
                ? new CrossEntropyLoss(name, target, softmax.Source.Tensor, softmax.Target, sparse)
                : new CrossEntropyLoss(name, target, output, probabilities: null, sparse);
        }

        Map? sigmoid = name == BinaryCrossentropy && !fromLogits ? (Map)Activated(output).Producer! : null;
        View prediction = sigmoid is { Expression: Call call } ? (View)call.Argument : output.All;
        return new MeanLoss(name, target, prediction, Elementwise(name, prediction, target.All, options.Real("Delta", 1)), sigmoid);
    }

    /// <summary>The output as the last activation gave it, before layers that only reshape.</summary>
    private static Tensor Activated(Tensor output)
    {
        while (output.Producer is Reinterpret reinterpret)
            output = reinterpret.Source;
        return output;
    }

    private static Expr Elementwise(string name, Expr prediction, Expr target, double delta)
    {
        Expr error = prediction - target;
        return name switch
        {
            "MeanSquaredError" => error * error,
            "MeanAbsoluteError" => Abs(error),
            "Huber" => WhereGreater(Abs(error), delta, delta * (Abs(error) - 0.5 * delta), 0.5 * (error * error)),
            // −y·log σ(z) − (1 − y)·log(1 − σ(z)), written so that it cannot overflow.
            BinaryCrossentropy => Apply(Function.Softplus, prediction) - target * prediction,
            _ => throw new InvalidOperationException($"Loss {name} has no elementwise expression."),
        };
    }
}
