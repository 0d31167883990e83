using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>Means, and windows that move over an input.</summary>
internal sealed partial class LayerBuilder
{
    /// <summary>Declares a vector that is kept like a weight but not trained: a moving average.</summary>
    /// <param name="kerasName">Keras' name, in snake case.</param>
    public Tensor Statistic(string kerasName, string symbol, int columns, Initialization initialization)
    {
        var tensor = new Tensor(block.UniqueName(Names.CamelCase(kerasName)), symbol, new Shape(columns), Layout.Shared, TensorKind.Statistic);
        block.Statistics.Add(new Weight(tensor, kerasName, tensor.Shape, initialization));
        return tensor;
    }

    /// <summary>The mean of each row of an expression: one value a row.</summary>
    public View MeanOfRows(string name, string symbol, Expr expression)
    {
        View model = expression.Views.First();
        Tensor target = new(block.UniqueName(name), symbol, model.Tensor.Shape.WithLast(1), model.Tensor.Layout);
        Append(new Reduce(target.All, expression, ReduceAxis.Columns, mean: true), target);
        return target.All;
    }

    /// <summary>
    /// While training, the mean of an expression over all rows of the batch, which also moves the moving average; else the
    /// moving average.
    /// </summary>
    /// <param name="mask">1 for a row that counts and 0 for padding; null when all count.</param>
    public View MeanOfBatch(string name, string symbol, Expr expression, View moving, double momentum, Tensor? mask = null)
    {
        Tensor target = new(block.UniqueName(name), symbol, new Shape(moving.Width), Layout.Shared);
        var choice = new WhenTraining();
        if (mask is null)
        {
            choice.Training.Add(new Reduce(target.All, expression, ReduceAxis.Rows, mean: true));
        }
        else
        {
            var sum = new Tensor(block.UniqueName(name + "Sum"), $"Σ_{symbol}", target.Shape, Layout.Shared);
            var count = new Tensor(block.UniqueName(name + "Count"), "n", new Shape(1), Layout.Shared);
            choice.Training.Add(new Reduce(sum.All, expression * mask.All.AlongColumns(moving.Width), ReduceAxis.Rows, mean: false));
            choice.Training.Add(new Reduce(count.All, mask.All, ReduceAxis.Rows, mean: false));
            // Keras' epsilon: where all is padding, the mean is 0.
            choice.Training.Add(new Map(target.All, (Expr)sum.All / (count.All.AlongColumns(moving.Width) + 1e-7)));
        }

        // In decimal, so that 1 − 0.99 is 0.01.
        double rest = (double)(1 - (decimal)momentum);
        if (rest > 0)
            choice.Training.Add(new Map(moving, momentum * (Expr)moving + rest * (Expr)target.All));
        choice.Inference.Add(new Map(target.All, moving));
        Append(choice, target);
        return target.All;
    }

    /// <summary>The mask of the input, in the order in which some values lie.</summary>
    public Tensor MaskIn(Layout layout)
    {
        if (!_masks.TryGetValue(layout, out Tensor? mask))
            _masks[layout] = mask = InLayout(InputMask!, layout);
        return mask;
    }

    /// <summary>What each window sees, a row for each window.</summary>
    public View Patches(string name, Tensor source, Windows windows, Shape shape)
    {
        Tensor target = Computed(name, shape, source.Layout);
        Append(new ExtractPatches(target, source, windows), target);
        return target.All;
    }

    public Tensor Pool(string name, Tensor source, Windows windows, Shape shape, bool isMax)
    {
        Tensor target = Computed(name, shape, source.Layout);
        Append(new Pool(target, source, windows, isMax), target);
        return target;
    }
}
