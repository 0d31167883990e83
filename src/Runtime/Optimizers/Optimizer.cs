using System.Globalization;

namespace RnnGen;

/// <summary>
/// Base of the optimizers: what changes the weights after each batch, with Keras 3's formulas and defaults. A step clips
/// the gradients, decays the weights, and updates them, in one pass over the model's parameter block.
/// </summary>
/// <remarks>
/// An optimizer that has taken a step holds state (moments …) for that model's weights and belongs to that model.
/// In the formulas of the optimizers, w is a weight, g its gradient, lr the learning rate and t the number of the step,
/// from 1.
/// </remarks>
public abstract partial class Optimizer
{
    private readonly float? _clipNorm;
    private readonly float? _clipValue;
    private readonly float? _globalClipNorm;
    private readonly float? _weightDecay;
    private readonly float _emaMomentum = 0.99f;
    private readonly int? _emaOverwriteFrequency;
    private float _learningRate;
    private Model? _model;
    private AlignedBlock _state;
    private int _stateStride;

    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">Step size, finite and not negative.</param>
    private protected Optimizer(float learningRate) => LearningRate = learningRate;

    /// <summary>Step size, finite and not negative; it may be changed at any time (Keras: <c>learning_rate</c>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public float LearningRate
    {
        get => _learningRate;
        set => _learningRate = CheckFinite(value, nameof(LearningRate));
    }

    /// <summary>
    /// Scales the gradient of each weight (each kernel, each bias) whose norm is larger down to this norm:
    /// <c>g·c / max(‖g‖, c)</c> (Keras: <c>clipnorm</c>). Null: no clipping.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not positive, or another way of clipping is set.</exception>
    public float? ClipNorm
    {
        get => _clipNorm;
        init => _clipNorm = CheckClip(value, nameof(ClipNorm));
    }

    /// <summary>Clips each element of the gradients to ±this value (Keras: <c>clipvalue</c>). Null: no clipping.</summary>
    /// <exception cref="ArgumentException">The value is not positive, or another way of clipping is set.</exception>
    public float? ClipValue
    {
        get => _clipValue;
        init => _clipValue = CheckClip(value, nameof(ClipValue));
    }

    /// <summary>
    /// Scales all gradients together down to this norm if theirs is larger (Keras: <c>global_clipnorm</c>): an infinite or
    /// NaN norm makes all gradients NaN, so that it does not go unnoticed. Null: no clipping.
    /// </summary>
    /// <exception cref="ArgumentException">The value is not positive, or another way of clipping is set.</exception>
    public float? GlobalClipNorm
    {
        get => _globalClipNorm;
        init => _globalClipNorm = CheckClip(value, nameof(GlobalClipNorm));
    }

    /// <summary>
    /// Decoupled weight decay: <c>w −= w·WeightDecay·lr</c> before each update (Keras: <c>weight_decay</c>). Null: none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public float? WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = value is float decay ? CheckFinite(decay, nameof(WeightDecay)) : null;
    }

    /// <summary>
    /// Whether a moving average of the weights is kept beside them: after each step <c>a = a·EmaMomentum + w·(1 − EmaMomentum)</c>,
    /// and a = w after the first. When <c>Fit</c> ends, the average becomes the weights (Keras: <c>use_ema</c>). It costs another array
    /// as long as the parameters. To validate with the averages, too, there is <see cref="SwapEMAWeights"/>. Default: false.
    /// </summary>
    public bool UseEma { get; init; }

    /// <summary>
    /// Share of the moving average that a step keeps, in [0, 1): 0.99 averages about the last 100 steps, 0.999 the last 1000
    /// (Keras: <c>ema_momentum</c>).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1).</exception>
    public float EmaMomentum
    {
        get => _emaMomentum;
        init => _emaMomentum = (float)CheckRate(value, nameof(EmaMomentum));
    }

    /// <summary>
    /// Steps after which the moving average becomes the weights, again and again (Keras: <c>ema_overwrite_frequency</c>). Null: only
    /// when <c>Fit</c> ends.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int? EmaOverwriteFrequency
    {
        get => _emaOverwriteFrequency;
        init
        {
            if (value is int steps)
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps, nameof(EmaOverwriteFrequency));
            _emaOverwriteFrequency = value;
        }
    }

    /// <summary>Number of steps taken (Keras: <c>iterations</c>).</summary>
    public long Iterations { get; private set; }

    /// <summary>State arrays that the formula of an optimizer of these settings needs, each as long as the parameters.</summary>
    private protected abstract int StateCount { get; }

    /// <summary>State arrays and, after them, that of the averages.</summary>
    private int ArrayCount => StateCount + (UseEma ? 1 : 0);

    /// <summary>The arguments that it was made with, but for the learning rate: their names and values.</summary>
    private protected abstract IEnumerable<(string Name, object? Value)> Arguments { get; }

    /// <summary>What it keeps besides the arrays and the number of steps: one number, or nothing.</summary>
    private protected virtual double Scalar
    {
        get => 0;
        set { }
    }

    /// <summary>What the state arrays start with.</summary>
    private protected virtual float InitialState => 0;

    /// <summary>Takes one step: updates the model's parameters from its gradients, which are clipped in place.</summary>
    /// <param name="model">The model; from the first step on always the same.</param>
    /// <exception cref="InvalidOperationException">The optimizer has taken steps for another model.</exception>
    public void Apply(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using Model.Exclusive use = model.Use(nameof(Apply), GetType());
        Apply(model, shards: 1);
    }

    /// <summary>Takes the model as this optimizer's own, and allocates the state for it the first time.</summary>
    internal void Attach(Model model)
    {
        if (ReferenceEquals(model, _model))
            return;

        if (_model is not null)
        {
            string kind = GetType().Name;
            string other = model.Description.Name == _model.Description.Name ? "another " : "the ";
            throw new InvalidOperationException(
                $"This {kind} trains a {_model.Description.Name} and holds state for its weights; it cannot train "
                + $"{other}{model.Description.Name}. Make a new {kind} for each model.");
        }

        // Each array starts on a cache line, as the parameters do.
        _stateStride = AlignedBlock.RoundUp(model.Description.ParameterCount);
        _state = new AlignedBlock(checked(ArrayCount * _stateStride));
        _state.Span.Fill(InitialState);

        // From here on its parameters are written.
        model.OwnParameters();
        _model = model;
    }

    /// <summary>Throws unless a rate of decay is in [0, 1).</summary>
    private protected static double CheckRate(double value, string name)
        => value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be in [0, 1)."));

    /// <summary>Throws unless a value is finite and not negative.</summary>
    internal static T CheckFinite<T>(T value, string name)
        where T : System.Numerics.IFloatingPoint<T>
        => T.IsFinite(value) && value >= T.Zero
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be finite and not negative."));

    private float? CheckClip(float? value, string name)
    {
        if (value is null)
            return null;

        // Written so that NaN is refused as well.
        if (!(value > 0))
        {
            throw new ArgumentOutOfRangeException(
                name, value, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be positive."));
        }

        string? other = _clipNorm is not null ? nameof(ClipNorm)
            : _clipValue is not null ? nameof(ClipValue)
            : _globalClipNorm is not null ? nameof(GlobalClipNorm)
            : null;
        return other is null || other == name
            ? value
            : throw new ArgumentException($"Both {other} and {name} are set; only one way of clipping can be used.", name);
    }
}
