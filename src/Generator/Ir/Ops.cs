namespace RnnGen.Generator.Ir;

/// <summary>One operation of the network. Ops hold what is computed; how it is printed is the back end's business.</summary>
internal abstract class Op
{
    /// <summary>What the op writes.</summary>
    public abstract IEnumerable<Tensor> Writes { get; }

    /// <summary>What the op reads; a target that is accumulated into counts as read.</summary>
    public abstract IEnumerable<Tensor> Reads { get; }

    /// <summary>The lists of ops that the op consists of: a loop's body, the branches of a choice.</summary>
    public virtual IReadOnlyList<List<Op>> Bodies => [];
}

/// <summary>A product <c>Left · Right</c>, or <c>Left · Rightᵀ</c>; <c>Right</c> may be some columns of a parameter.</summary>
internal sealed record Product(Tensor Left, View Right, bool TransposeRight);

/// <summary><c>Target = Σ Left·Right + Σ bias</c> over all rows of the left tensors; accumulates when the target already holds a sum.</summary>
internal sealed class MatMul(Tensor target, IReadOnlyList<Product> products, IReadOnlyList<View> biases, bool accumulate) : Op
{
    public Tensor Target { get; } = target;

    public IReadOnlyList<Product> Products { get; } = products;

    public IReadOnlyList<View> Biases { get; } = biases;

    public bool Accumulate { get; } = accumulate;

    /// <summary>True when one kernel computes all of it.</summary>
    public bool IsOneKernel =>
        Products.Count <= 2 && Biases.Count <= 2 && Products.All(product => !product.TransposeRight) && !(Accumulate && Biases.Count > 0);

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads =>
        Products.SelectMany(product => new[] { product.Left, product.Right.Tensor })
            .Concat(Biases.Select(bias => bias.Tensor))
            .Concat(Accumulate ? [Target] : []);
}

/// <summary>The gradient of a product in its right side, summed over all rows: <c>Target += Inputᵀ · Delta</c>.</summary>
internal sealed class WeightGradient(View target, Tensor input, Tensor delta) : Op
{
    public View Target { get; } = target;

    public Tensor Input { get; } = input;

    public Tensor Delta { get; } = delta;

    /// <summary>True when nothing else adds to the target: the sum begins with zero, whatever the target held.</summary>
    public bool IsOnly { get; set; }

    public override IEnumerable<Tensor> Writes => [Target.Tensor];

    public override IEnumerable<Tensor> Reads => IsOnly ? [Input, Delta] : [Input, Delta, Target.Tensor];
}

/// <summary>The gradient of a bias: <c>Target += Σ_rows Delta</c>.</summary>
internal sealed class BiasGradient(View target, Tensor delta) : Op
{
    public View Target { get; } = target;

    public Tensor Delta { get; } = delta;

    public override IEnumerable<Tensor> Writes => [Target.Tensor];

    public override IEnumerable<Tensor> Reads => [Delta, Target.Tensor];
}

/// <summary><c>Target = Expression</c>, element by element.</summary>
internal sealed class Map(View target, Expr expression) : Op
{
    public View Target { get; } = target;

    public Expr Expression { get; } = expression;

    public override IEnumerable<Tensor> Writes => [Target.Tensor];

    public override IEnumerable<Tensor> Reads => Expression.Views.Select(view => view.Tensor).Distinct();
}

/// <summary><c>Target = softmax(Source)</c> over the last axis.</summary>
internal sealed class Softmax(Tensor target, View source) : Op
{
    public Tensor Target { get; } = target;

    public View Source { get; } = source;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Source.Tensor];
}

/// <summary>The gradient of a softmax in its input: <c>Target = Y ∘ (DY − Σ DY ∘ Y)</c> over the last axis.</summary>
internal sealed class SoftmaxGradient(Tensor target, Tensor output, View outputGradient) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Output { get; } = output;

    public View OutputGradient { get; } = outputGradient;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Output, OutputGradient.Tensor];
}

/// <summary>Turns (rows, timesteps, …) into (timesteps, rows, …) or back.</summary>
internal sealed class SwapBatchAndTime(Tensor target, Tensor source) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Source { get; } = source;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Source];
}

/// <summary>The same values under another shape: nothing is computed.</summary>
internal sealed class Reinterpret(Tensor target, Tensor source) : Op
{
    public Tensor Target { get; } = target;

    public Tensor Source { get; } = source;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Source];
}

/// <summary><c>Target = 0</c>, before gradients are added to parts of it.</summary>
internal sealed class Clear(Tensor target) : Op
{
    public Tensor Target { get; } = target;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [];
}

/// <summary>A fresh inverted-dropout mask: 0 or 1 / (1 − rate) while training, all ones otherwise.</summary>
/// <param name="stream">Numbers the masks of a network, so that each draws from a random stream of its own.</param>
internal sealed class DropoutMask(Tensor target, double rate, int stream) : Op
{
    public Tensor Target { get; } = target;

    public double Rate { get; } = rate;

    public int Stream { get; } = stream;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [];
}
