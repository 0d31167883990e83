namespace RnnGen;

/// <summary>A penalty on the size of a weight that is added to the loss.</summary>
public enum Regularizer
{
    /// <summary>No penalty.</summary>
    None,

    /// <summary><c>l1·Σ|w|</c>. Arguments: l1 (0.01).</summary>
    L1,

    /// <summary><c>l2·Σw²</c>. Arguments: l2 (0.01).</summary>
    L2,

    /// <summary><c>l1·Σ|w| + l2·Σw²</c>. Arguments: l1, l2; both are needed.</summary>
    L1L2,
}
