namespace RnnGen;

/// <summary>
/// Loss functions, with Keras 3's definitions. ŷ is the model's output and y the target; the mean runs over all rows,
/// and for sequence outputs over all timesteps.
/// </summary>
public enum Loss
{
    /// <summary><c>mean((ŷ − y)²)</c>. Targets: as many floats a row as the model has outputs.</summary>
    MeanSquaredError,

    /// <summary><c>mean(|ŷ − y|)</c>. Targets: as many floats a row as the model has outputs.</summary>
    MeanAbsoluteError,

    /// <summary>
    /// <c>mean(½·e²)</c> where |e| ≤ δ, else <c>δ·|e| − ½·δ²</c>, with <c>e = ŷ − y</c> and δ = <c>Delta</c>.
    /// Targets: as many floats a row as the model has outputs.
    /// </summary>
    Huber,

    /// <summary>
    /// <c>mean(−Σₖ yₖ·ln ŷₖ)</c> over the classes k of the last axis. Targets: one float per class (one-hot or
    /// probabilities). The last activation is softmax; the two are differentiated together (ŷ − y).
    /// </summary>
    CategoricalCrossentropy,

    /// <summary>
    /// <c>mean(−ln ŷ[label])</c>. Targets: <c>int</c> labels from 0 to classes − 1, one a row, or one a timestep for
    /// sequence outputs. The last activation is softmax; the two are differentiated together (ŷ − one-hot(label)).
    /// </summary>
    SparseCategoricalCrossentropy,

    /// <summary>
    /// <c>mean(−(y·ln ŷ + (1 − y)·ln(1 − ŷ)))</c>. Targets: as many floats a row (0, 1 or probabilities) as the model
    /// has outputs. The last activation is sigmoid; the two are differentiated together (ŷ − y).
    /// </summary>
    BinaryCrossentropy,
}
