namespace RnnGen;

/// <summary>
/// How a weight starts, with Keras 3's definitions. <c>fan_in</c> and <c>fan_out</c> are the rows and columns of the
/// whole weight (of a fused LSTM kernel: its 4·units columns). Normal distributions of the variance-scaling kind are
/// truncated at two standard deviations and rescaled by 1/0.87962566103423978, so that the standard deviation named
/// here is the one that comes out.
/// </summary>
public enum Initializer
{
    /// <summary>All 0.</summary>
    Zeros,

    /// <summary>All 1.</summary>
    Ones,

    /// <summary>All the same value. Arguments: value (0).</summary>
    Constant,

    /// <summary>U(−a, a) with <c>a = √(6 / (fan_in + fan_out))</c>.</summary>
    GlorotUniform,

    /// <summary>Truncated normal, standard deviation <c>√(2 / (fan_in + fan_out))</c>.</summary>
    GlorotNormal,

    /// <summary>U(−a, a) with <c>a = √(6 / fan_in)</c>.</summary>
    HeUniform,

    /// <summary>Truncated normal, standard deviation <c>√(2 / fan_in)</c>.</summary>
    HeNormal,

    /// <summary>U(−a, a) with <c>a = √(3 / fan_in)</c>.</summary>
    LecunUniform,

    /// <summary>Truncated normal, standard deviation <c>√(1 / fan_in)</c>.</summary>
    LecunNormal,

    /// <summary>
    /// Rows (or, if there are more rows than columns, columns) that are orthonormal: the Q of a QR decomposition of a
    /// normal matrix, times gain. Arguments: gain (1). Needs a weight of at least two axes.
    /// </summary>
    Orthogonal,

    /// <summary>N(mean, stddev²). Arguments: mean (0), stddev (0.05).</summary>
    RandomNormal,

    /// <summary>U(minval, maxval). Arguments: minval (−0.05), maxval (0.05).</summary>
    RandomUniform,

    /// <summary>
    /// N(mean, stddev²) with values further than 2·stddev from the mean drawn again. Arguments: mean (0), stddev (0.05).
    /// </summary>
    TruncatedNormal,

    /// <summary>gain on the diagonal, 0 elsewhere. Arguments: gain (1). Needs a weight of two axes.</summary>
    Identity,
}
