namespace RnnGen.Data;

/// <summary>What becomes of values that are missing.</summary>
public enum MissingValues
{
    /// <summary>They are errors.</summary>
    Error,

    /// <summary>They become NaN, which networks do not take.</summary>
    NaN,

    /// <summary>Each becomes the value before it; the first ones become the first that there is.</summary>
    Previous,

    /// <summary>They lie on the straight line between the values around them; at both ends as <see cref="Previous"/>.</summary>
    Interpolate,
}
