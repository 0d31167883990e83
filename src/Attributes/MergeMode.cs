namespace RnnGen;

/// <summary>How the outputs of the two directions of a <see cref="BidirectionalAttribute"/> layer become one (Keras: <c>merge_mode</c>).</summary>
public enum MergeMode
{
    /// <summary>Side by side: <c>y = [h→, h←]</c>, (…, 2·units).</summary>
    Concat,

    /// <summary>Their sum: <c>y = h→ + h←</c>.</summary>
    Sum,

    /// <summary>Their elementwise product: <c>y = h→ ⊙ h←</c>.</summary>
    Mul,

    /// <summary>Their mean: <c>y = (h→ + h←) / 2</c>.</summary>
    Ave,
}
