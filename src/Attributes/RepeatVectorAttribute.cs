namespace RnnGen;

/// <summary>
/// Makes a sequence of a vector, the same at every timestep (Keras: <c>RepeatVector</c>): what a decoder reads of the last
/// output of an encoder.
/// </summary>
/// <remarks>
/// <c>y[t] = x</c>. Input (features), output (n, features). It has no parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RepeatVectorAttribute : LayerAttribute
{
    /// <summary>Adds a repetition.</summary>
    /// <param name="n">Timesteps of the sequence, positive.</param>
    public RepeatVectorAttribute(int n) => N = n;

    /// <summary>Timesteps of the sequence, positive (Keras: <c>n</c>).</summary>
    public int N { get; }
}
