using System.Globalization;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>One layer of a network: what it checks, the shape it gives, and its equations.</summary>
internal abstract class Layer(AttributeSpec spec)
{
    public Options Options { get; } = new(spec);

    /// <summary>The Keras class name: "LSTM".</summary>
    public virtual string Kind => Options.Spec.Kind;

    /// <summary>Checks the arguments and infers the shape of one output sample; null when a problem was reported.</summary>
    public abstract Shape? InferShape(Shape input, IProblems problems);

    /// <summary>Writes the layer's equations; returns its output.</summary>
    public abstract Tensor Build(LayerBuilder b, Tensor input);

    /// <summary>The layer as a reader knows it, for comments: <c>LSTM(64, ReturnSequences)</c>.</summary>
    public virtual string Description => Describe();

    /// <summary>
    /// What decides how it trains and is not the default, once it has been built: <c>Activation = Relu, Units = 64</c>.
    /// </summary>
    public virtual string Settings => Options.Settings;

    /// <summary>The layer with all its settings: <c>Dense(Activation = Relu, Units = 64)</c>.</summary>
    public string DescriptionInFull => Describe(Settings);

    /// <summary>Number of values in all weights for an accepted input; long, so that a sum beyond an array can be seen.</summary>
    public virtual long CountParameters(Shape input) => 0;

    /// <summary>Keras' names of the trained weights it usually has.</summary>
    public virtual IReadOnlyList<string> WeightNames => [];

    /// <summary>Keras' names of the weights it has that are not trained.</summary>
    public virtual IReadOnlyList<string> StatisticNames => [];

    /// <summary>True for a layer that runs over time, whose input must be (timesteps, features).</summary>
    public virtual bool NeedsSequence => false;

    /// <summary>True for a layer whose input are tokens: numbers of things, without an arithmetic meaning.</summary>
    public virtual bool TakesTokens => false;

    /// <summary>True for a layer that marks timesteps as padding.</summary>
    public virtual bool MakesMask => false;

    /// <summary>True for a layer that keeps the timesteps apart, so that those which are padding are so after it.</summary>
    public virtual bool PassesMask(Shape input) => false;

    /// <summary>True for a layer that leaves out timesteps which are padding, as a recurrent layer does.</summary>
    public virtual bool LeavesOutPadding(Shape input) => NeedsSequence;

    /// <summary>True for a layer that, given a sequence, needs more of it than the timesteps so far, one after the other.</summary>
    public virtual bool NeedsWholeSequence => false;

    /// <summary>The activation that the output comes out of, by its enum member; null when no single one does.</summary>
    public virtual string? OutputActivation => null;

    /// <summary>True for a layer whose output has the activation of its input: it moves or drops values only.</summary>
    public virtual bool PassesActivation => false;

    protected string Describe(params string[] options) => List(options) is { Length: > 0 } given ? $"{Kind}({given})" : Kind;

    protected static string List(params string[] options) => string.Join(", ", options.Where(option => option.Length > 0));

    protected static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    protected static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
