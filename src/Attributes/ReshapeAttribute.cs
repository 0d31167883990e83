namespace RnnGen;

/// <summary>Gives the same values another shape (Keras: <c>Reshape</c>).</summary>
/// <remarks>
/// Row by row: no value changes or moves; the number of elements must stay the same. It has no parameters.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReshapeAttribute : LayerAttribute
{
    /// <summary>Adds a reshape.</summary>
    /// <param name="targetShape">
    /// The shape of one sample, without the batch axis. One dimension may be −1: it is what remains.
    /// </param>
    public ReshapeAttribute(params int[] targetShape) => TargetShape = targetShape;

    /// <summary>The shape of one sample, without the batch axis; one dimension may be −1 (Keras: <c>target_shape</c>).</summary>
    public int[] TargetShape { get; }
}
