namespace RnnGen;

/// <summary>
/// Makes a partial class a neural network. The layers are attributes of the same declaration, in the order in which
/// they are applied; a <see cref="LossAttribute"/> makes the network trainable.
/// </summary>
/// <remarks>
/// <code>
/// [Model(28, 28, Batch = 32)]
/// [LSTM(64)]
/// [Dense(10, Activation = Activation.Softmax)]
/// [Loss(Loss.SparseCategoricalCrossentropy)]
/// public sealed partial class MnistLstm;
/// </code>
/// Keras: <c>Sequential([Input(shape=(28, 28)), LSTM(64), Dense(10, activation='softmax')])</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class ModelAttribute : Attribute
{
    /// <summary>Declares a network.</summary>
    /// <param name="inputShape">
    /// Shape of one sample, without the batch axis: (features), or (timesteps, features) for a sequence.
    /// </param>
    public ModelAttribute(params int[] inputShape) => InputShape = inputShape;

    /// <summary>Shape of one sample, without the batch axis: (features) or (timesteps, features).</summary>
    public int[] InputShape { get; }

    /// <summary>
    /// Most rows (samples) one step of the network takes; all buffers are sized for it. A stateful network takes
    /// exactly this many. Default 32, as Keras' <c>batch_size</c>.
    /// </summary>
    public int Batch { get; set; } = 32;

    /// <summary>What the input consists of: real values (default) or token numbers.</summary>
    public InputKind Input { get; set; } = InputKind.Values;

    /// <summary>Which back end prints the code: for speed (default), or for reading.</summary>
    public CodeStyle Style { get; set; } = CodeStyle.Fused;
}
