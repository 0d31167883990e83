namespace RnnGen;

public abstract partial class Model<TInput>
{
    // What a timestep needs while it is computed: each thread's own, so that streams need nothing but their states.
    [ThreadStatic]
    private static AlignedBlock t_stepWorkspace;

    private float[] _stepOutput = [];

    /// <summary>Runs one timestep of the model's own stream.</summary>
    /// <param name="x">The timestep's values, or its token.</param>
    /// <param name="states">What the stream has seen so far; it is brought up to date.</param>
    /// <returns>The timestep's output, in a buffer of the model's own.</returns>
    /// <exception cref="ArgumentException">x is not one timestep.</exception>
    protected ReadOnlySpan<float> RunStream(scoped ReadOnlySpan<TInput> x, scoped Span<float> states)
    {
        using Exclusive use = Use("Step");
        if (_stepOutput.Length == 0)
            _stepOutput = new float[Description.StepOutputSize];
        RunStream(x, states, _stepOutput);
        return _stepOutput;
    }

    /// <summary>Runs one timestep of a stream. It writes to nothing of the model, so that many threads can run streams at once.</summary>
    /// <param name="x">The timestep's values, or its token.</param>
    /// <param name="states">What the stream has seen so far; it is brought up to date.</param>
    /// <param name="y">Receives the timestep's output; it may be longer.</param>
    /// <exception cref="ArgumentException">x is not one timestep, or y is too short.</exception>
    protected void RunStream(ReadOnlySpan<TInput> x, Span<float> states, Span<float> y)
    {
        if (x.Length != Description.StepInputSize || y.Length < Description.StepOutputSize)
            throw WrongStep(x, y);
        InputCheck.Tokens(this, "Step", "token", x);
        if (CheckInputs)
            InputCheck.Finite(this, "Step", "x", x, x.Length);
        if (t_stepWorkspace.Length < Description.StepWorkspaceSize || !t_stepWorkspace.Exists)
            t_stepWorkspace = new AlignedBlock((int)Description.StepWorkspaceSize);
        RunStep(x, states, t_stepWorkspace.Span, y[..Description.StepOutputSize]);
    }

    /// <summary>Runs the network at one timestep. Generated code implements it, where the model has <c>Step</c>.</summary>
    /// <param name="x">The timestep's values, or its token.</param>
    /// <param name="states">What the stream has seen so far; it is brought up to date.</param>
    /// <param name="workspace">For intermediate values; not cleared.</param>
    /// <param name="y">Receives the timestep's output.</param>
    protected virtual void RunStep(ReadOnlySpan<TInput> x, Span<float> states, Span<float> workspace, Span<float> y) =>
        throw new NotSupportedException($"{Description.Name} has no Step.");

    // Apart, so that the check itself is small.
    private ArgumentException WrongStep(ReadOnlySpan<TInput> x, ReadOnlySpan<float> y)
    {
        string name = Description.Name;
        return x.Length != Description.StepInputSize
            ? new ArgumentException(
                $"{name}.Step: x has {ShapeText.Count(x.Length, "value")}, but one timestep has {Description.StepInputSize}. "
                + $"Step takes one timestep at a time; Predict takes whole sequences.",
                nameof(x))
            : new ArgumentException(
                $"{name}.Step: y has {ShapeText.Count(y.Length, "value")}, but one timestep's output has {Description.StepOutputSize}.",
                nameof(y));
    }
}
