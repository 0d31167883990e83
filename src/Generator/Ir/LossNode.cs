namespace RnnGen.Generator.Ir;

/// <summary>The loss of a network: a number from the last layer and the target.</summary>
internal abstract class LossNode(string name, Tensor target)
{
    /// <summary>The member of the <c>Loss</c> enum.</summary>
    public string Name { get; } = name;

    /// <summary>Its arguments that are not the default: <c>Delta = 2</c>.</summary>
    public string Settings { get; set; } = "";

    public Tensor Target { get; } = target;

    /// <summary>For each timestep of each row 1, or 0 where it does not count: (rows × timesteps × 1). Null when all count.</summary>
    public Tensor? Mask { get; set; }

    /// <summary>How many loss elements one sample has: 1, or the timesteps of a sequence, or all its output values.</summary>
    public abstract int ElementsPerSample { get; }

    /// <summary>The gradient ops; filled by the differentiator.</summary>
    public List<Op> Backward { get; } = [];
}

/// <summary>The mean of an elementwise expression over all output values.</summary>
/// <param name="sigmoid">The op that computes probabilities from the prediction, where that is logits.</param>
internal sealed class MeanLoss(string name, Tensor target, View prediction, Expr expression, Map? sigmoid) : LossNode(name, target)
{
    public Map? Sigmoid { get; } = sigmoid;

    /// <summary>The view the expression is differentiated in: the output, or the logits behind it.</summary>
    public View Prediction { get; } = prediction;

    public Expr Expression { get; } = expression;

    public override int ElementsPerSample => Prediction.Tensor.Size;
}

/// <summary>Softmax and cross-entropy in one: <c>L = −log softmax(logits)[label]</c>, whose gradient is p − y.</summary>
/// <param name="probabilities">softmax(logits), where the network computes it; null when the model's output are the logits.</param>
internal sealed class CrossEntropyLoss(string name, Tensor target, Tensor logits, Tensor? probabilities, bool sparse) : LossNode(name, target)
{
    public Tensor Logits { get; } = logits;

    public Tensor? Probabilities { get; } = probabilities;

    /// <summary>True when targets are class indices, false when they are distributions over the classes.</summary>
    public bool Sparse { get; } = sparse;

    public int Classes => Logits.Columns;

    public override int ElementsPerSample => Logits.RowsPerSample;
}

/// <summary>The gradient of <see cref="CrossEntropyLoss"/>: <c>Target = (p − y) · scale</c>.</summary>
internal sealed class CrossEntropyGradient(Tensor target, CrossEntropyLoss loss) : Op
{
    public Tensor Target { get; } = target;

    public CrossEntropyLoss Loss { get; } = loss;

    public override IEnumerable<Tensor> Writes => [Target];

    public override IEnumerable<Tensor> Reads => [Loss.Probabilities ?? Loss.Logits, Loss.Target];
}
