using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Differentiation;

/// <summary>
/// Reverse-mode differentiation: from the loss back through the layers, op by op, each contributing the chain rule's
/// terms to what it reads. No layer has a derivative of its own.
/// </summary>
internal sealed partial class Differentiator
{
    private readonly Network _network;
    private readonly Adjoints _adjoints = new();
    private readonly HashSet<Tensor> _learning;
    private Block _block;
    private List<Op> _ops = [];

    private Differentiator(Network network)
    {
        _network = network;
        _block = network.Blocks[network.Blocks.Count - 1];
        _learning = LearningTensors.In(network);
    }

    /// <summary>Fills the backward ops of the loss and of every block.</summary>
    public static void Differentiate(Network network) => new Differentiator(network).Run();

    private void Run()
    {
        _ops = _network.Loss!.Backward;
        BackFromLoss(_network.Loss);

        foreach (Block block in Enumerable.Reverse(_network.Blocks))
        {
            _block = block;
            _ops = block.Backward;
            block.OutputGradient = SumOverReaders(block.Output);
            BackThrough(block.Forward);
            SumOverReaders(block.Input);
        }
    }

    /// <summary>Completes the gradient of a tensor between two layers, so that each layer computes its own part of it.</summary>
    private Tensor? SumOverReaders(Tensor tensor)
    {
        if (!_learning.Contains(tensor) || Sum(tensor) is not { } gradient)
            return null;
        _adjoints.Add(tensor.All, gradient.All);
        return gradient;
    }

    private void BackThrough(IEnumerable<Op> ops)
    {
        foreach (Op op in ops.Reverse())
        {
            switch (op)
            {
                case Map map:
                    Back(map);
                    break;
                case MatMul matMul:
                    Back(matMul);
                    break;
                case Softmax softmax:
                    Back(softmax);
                    break;
                case SwapBatchAndTime swap:
                    Back(swap.Target, swap.Source, (dx, dy) => new SwapBatchAndTime(dx, dy));
                    break;
                case Reinterpret reinterpret:
                    Back(reinterpret);
                    break;
                case ReverseTime reverse:
                    Back(reverse.Target, reverse.Source, (dx, dy) => new ReverseTime(dx, dy));
                    break;
                case Concat concat:
                    Back(concat);
                    break;
                case Repeat repeat:
                    Back(repeat.Target, repeat.Source, (dx, dy) => new SumOverTime(dx, dy));
                    break;
                case PermuteAxes permute:
                    Back(permute.Target, permute.Source, (dx, dy) => new PermuteAxes(dx, dy, permute.Inverse));
                    break;
                case Scan scan:
                    Back(scan);
                    break;
                case Gather gather:
                    Back(gather);
                    break;
                case Reduce reduce:
                    Back(reduce);
                    break;
                case WhenTraining choice:
                    BackThrough(choice.Training);
                    break;
                case ExtractPatches patches:
                    Back(patches.Target, patches.Source, (dx, dy) => new FoldPatches(dx, dy, patches.Windows));
                    break;
                case Pool pool:
                    Back(pool.Target, pool.Source, (dx, dy) => new PoolGradient(dx, dy, pool));
                    break;
                case DropoutMask:
                case TimestepMask:
                    break;
                default:
                    throw new InvalidOperationException($"No derivative is known for {op.GetType().Name}.");
            }
        }
    }

    private void BackFromLoss(LossNode loss)
    {
        // The mean of the loss elements: each one's gradient is scaled by 1 / count.
        var scale = new Scalar("scale");
        if (loss is CrossEntropyLoss crossEntropy)
        {
            Tensor gradient = GradientOf(crossEntropy.Logits);
            if (crossEntropy is { Sparse: false, Probabilities: { } probabilities })
            {
                _ops.Add(new Map(gradient.All, Masked((probabilities.All - crossEntropy.Target.All) * scale, gradient)));
            }
            else
            {
                _ops.Add(new CrossEntropyGradient(gradient, crossEntropy));
                if (loss.Mask is not null)
                    _ops.Add(new Map(gradient.All, Masked(gradient.All, gradient)));
            }

            _adjoints.Add(crossEntropy.Logits.All, gradient.All);
        }
        else if (loss is MeanLoss mean)
        {
            Tensor gradient = GradientOf(mean.Prediction.Tensor);
            Expr derivative = SymbolicDerivative.Of(mean.Expression, mean.Prediction);
            // σ(z) in the derivative is the model's output, computed already.
            if (mean.Sigmoid is { } sigmoid)
                derivative = derivative.Replace(sigmoid.Expression, sigmoid.Target);
            _ops.Add(new Map(gradient.All, Masked(derivative * scale, gradient)));
            _adjoints.Add(mean.Prediction, gradient.All);
        }
    }

    /// <summary>The gradient at timesteps that count, 0 at those of padding.</summary>
    private Expr Masked(Expr gradient, Tensor model) =>
        _network.Loss!.Mask is { } mask ? gradient * mask.All.AlongColumns(model.Columns) : gradient;

    private void Back(Map map)
    {
        if (Sum(map.Target.Tensor) is not { } gradient)
            return;
        foreach (View input in map.Expression.Views.Where(Learns))
        {
            Expr derivative = SymbolicDerivative.Of(map.Expression, input);
            if (map.Expression is not View)
                derivative = derivative.Replace(map.Expression, map.Target);
            Contribute(input, gradient.All * derivative);
        }
    }

    private void Back(MatMul matMul)
    {
        if (Sum(matMul.Target) is not { } gradient)
            return;
        foreach (Product product in matMul.Products)
        {
            _ops.Add(new WeightGradient(InGradient(product.Right), product.Left, gradient));
            if (_learning.Contains(product.Left))
                _adjoints.AddProduct(product.Left, gradient, product.Right);
        }

        foreach (View bias in matMul.Biases)
            _ops.Add(new BiasGradient(InGradient(bias), gradient));
    }

    private void Back(Softmax softmax)
    {
        if (Sum(softmax.Target) is not { } gradient || !Learns(softmax.Source))
            return;
        Tensor target = GradientOf(softmax.Target, suffix: "In");
        _ops.Add(new SoftmaxGradient(target, softmax.Target, gradient.All));
        _adjoints.Add(softmax.Source, target.All);
    }

    private void Back(Gather gather)
    {
        if (Sum(gather.Target) is { } gradient)
            _block.SparseBackward.Add(new ScatterAdd(InGradient(gather.Table.All).Tensor, gather.Tokens, gradient));
    }

    /// <summary>The derivative of an op whose gradient is an op of its own, from the output's gradient dy to the input's dx.</summary>
    private void Back(Tensor output, Tensor input, Func<Tensor, Tensor, Op> gradientOp)
    {
        if (!_learning.Contains(input) || Sum(output) is not { } gradient)
            return;
        Tensor target = GradientOf(input);
        _ops.Add(gradientOp(target, gradient));
        _adjoints.Add(input.All, target.All);
    }

    private void Back(Reinterpret reinterpret)
    {
        if (!_learning.Contains(reinterpret.Source) || Sum(reinterpret.Target) is not { } gradient)
            return;
        Tensor target = GradientOf(reinterpret.Source);
        target.Alias = new Alias(gradient, FirstSlot: 0);
        _ops.Add(new Reinterpret(target, gradient));
        _adjoints.Add(reinterpret.Source.All, target.All);
    }

    private void Back(Concat concat)
    {
        if (Sum(concat.Target) is not { } gradient)
            return;
        int offset = 0;
        foreach (Tensor part in concat.Parts)
        {
            if (_learning.Contains(part))
                _adjoints.Add(part.All, new View(gradient, offset, part.Columns));
            offset += part.Columns;
        }
    }

    private Tensor? Sum(Tensor tensor, Tensor? into = null, bool accumulate = false) =>
        _adjoints.Sum(tensor, _ops, () => GradientOf(tensor), into, accumulate);

    private bool Learns(View view) => _learning.Contains(view.Tensor);

    private Tensor GradientOf(Tensor tensor, string suffix = "")
    {
        // The block's input has the name it got in the layer before; here it is x.
        (string name, string symbol) = tensor == _block.Input ? ("x", "x") : (tensor.Name, tensor.Symbol);
        return new Tensor(
            _block.UniqueName("d" + Names.Capitalize(name) + suffix), "d" + symbol, tensor.Shape, tensor.Layout) { Direction = tensor.Direction };
    }

    private View InGradient(View parameter)
    {
        Tensor gradient = _network.Parameters.First(candidate => candidate.Tensor == parameter.Tensor).Gradient;
        parameter.Tensor.NameColumnsOfGradient(gradient);
        return new View(gradient, parameter.Offset, parameter.Width);
    }
}
