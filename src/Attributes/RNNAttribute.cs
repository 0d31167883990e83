namespace RnnGen;

/// <summary>
/// A recurrent layer with a cell of one's own (Keras: <c>RNN</c> with a custom cell): a static method <c>Step</c> that
/// says how one timestep's states follow from its input and the states before.
/// </summary>
/// <remarks>
/// <code>
/// using RnnGen.Cells;
/// using static RnnGen.Cells.Functions;
///
/// // h[t] = tanh(x[t]·Wx + h[t−1]·Wh + b)
/// public static class RnnCell
/// {
///     public static Vector Step(Vector x, Vector h, Kernel Wx, RecurrentKernel Wh, Bias b) =>
///         Tanh(x * Wx + h * Wh + b);
/// }
///
/// [Model(28, 28), RNN(typeof(RnnCell), 64), Dense(10)]
/// public sealed partial class Digits;
/// </code>
/// The parameters' types say what they are: the first Vector is the input x[t] (features), the others are the states
/// (units), which the method returns anew in the same order, the first being the layer's output. All other parameters are
/// weights, in the order of <c>GetWeights()</c> and under their names: Kernel (features, units), RecurrentKernel
/// (units, units), Bias (units), DiagonalKernel (units). The method is compiled into the network and differentiated like
/// the built-in layers; called from elsewhere it is ordinary C#, which computes on arrays.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RNNAttribute : RecurrentAttribute
{
    /// <summary>Adds a recurrent layer with a cell of one's own.</summary>
    /// <param name="cell">The class with the method <c>Step</c>, in the same project as the model.</param>
    /// <param name="units">Size of the output and of each state, positive.</param>
    public RNNAttribute(Type cell, int units)
        : base(units) => Cell = cell;

    /// <summary>The class with the method <c>Step</c> (Keras: <c>cell</c>).</summary>
    public Type Cell { get; }
}
