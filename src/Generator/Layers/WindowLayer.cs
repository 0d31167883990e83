using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Layers.Checks;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>
/// What convolutions and poolings share: windows that move over one axis, time, or over two, height and width. The
/// last axis of the input are its channels.
/// </summary>
/// <param name="axes">1 or 2.</param>
internal abstract class WindowLayer(AttributeSpec spec, int axes) : Layer(spec)
{
    protected const string DilationRate = nameof(DilationRate);
    protected const string Padding = nameof(Padding);
    protected const string Strides = nameof(Strides);

    public override bool NeedsWholeSequence => true;

    /// <summary>The argument that gives the size of a window: KernelSize or PoolSize.</summary>
    protected abstract string SizeArgument { get; }

    /// <summary>The size of a window where none is given; 0 where one must be.</summary>
    protected virtual int DefaultSize => 0;

    /// <summary>What the strides are where none are given.</summary>
    protected abstract EquatableArray<int> DefaultStrides { get; }

    /// <summary>Channels of the output.</summary>
    protected abstract int OutputChannels(int inputChannels);

    protected EquatableArray<int> WindowSize => Options.IntsOf(SizeArgument, Each(DefaultSize));

    private EquatableArray<int> StrideValues => Options.IntsOf(Strides, DefaultStrides);

    private EquatableArray<int> DilationRates => Options.IntsOf(DilationRate, Each(1));

    private string PaddingName => Options.Name(Padding, "Valid");

    /// <summary>The options that windows have, for the layer's description.</summary>
    protected IEnumerable<string> WindowTexts =>
    [
        string.Join(", ", WindowSize.Select(size => Text(size))),
        StrideValues.SequenceEqual(DefaultStrides) ? "" : $"Strides = {List(StrideValues)}",
        DilationRates.All(rate => rate == 1) ? "" : $"DilationRate = {List(DilationRates)}",
        PaddingName == "Valid" ? "" : PaddingName,
    ];

    public override Shape? InferShape(Shape input, IProblems problems)
    {
        if (!CheckArguments(problems) || !CheckRank(this, axes, input, problems))
            return null;
        if (WindowsOver(input) is { } windows)
            return OutputShape(input, windows);

        problems.Report(Descriptors.WindowTooLarge, SizeArgument, Kind, List(Extents()), input);
        return null;
    }

    /// <summary>Checks the rank of an input of the given axes and the channels behind them.</summary>
    public static bool CheckRank(Layer layer, int axes, Shape input, IProblems problems)
    {
        if (input.Rank == axes + 1)
            return true;
        problems.Report(Descriptors.InputRank, null, layer.Kind, input, axes == 1 ? "(timesteps, channels)" : "(height, width, channels)");
        return false;
    }

    /// <summary>The windows over the last axes of a shape; null where not a single one fits in.</summary>
    protected Windows? WindowsOver(Shape input)
    {
        WindowAxis?[] found = [.. Enumerable.Range(0, axes).Select(axis => WindowAxis.Create(
            input.Dimensions[input.Rank - 1 - axes + axis], WindowSize[axis], StrideValues[axis], DilationRates[axis], PaddingName))];
        return found.Any(axis => axis is null) ? null : new Windows(axes == 1 ? WindowAxis.Single : found[0]!, found[axes - 1]!, input.Last);
    }

    /// <summary>The shape of the output; axes before those of the windows stay as they are.</summary>
    protected Shape OutputShape(Shape input, Windows windows)
    {
        IEnumerable<int> counts = axes == 1 ? [windows.Across.Count] : [windows.Down.Count, windows.Across.Count];
        return new Shape([.. input.Dimensions.Take(input.Rank - 1 - axes), .. counts, OutputChannels(input.Last)]);
    }

    /// <summary>The input with the positions of a sample in one piece: only axes before those of the windows may be the batch's.</summary>
    protected Tensor Whole(LayerBuilder b, Tensor input) => input.Shape.Rank == axes + 1 ? b.BatchMajor(input) : input;

    private bool CheckArguments(IProblems problems)
    {
        bool valid = CheckValues(SizeArgument, problems) & CheckValues(Strides, problems) & CheckValues(DilationRate, problems);
        if (PaddingName == "Causal" && Kind != "Conv1D")
            valid = Refuse(problems, Padding, "Causal", "causal padding is for Conv1D, which has a past; use Padding.Same or Padding.Valid");
        if (valid && StrideValues.Any(stride => stride > 1) && DilationRates.Any(rate => rate > 1))
            valid = Refuse(problems, DilationRate, List(DilationRates), $"it cannot be combined with Strides = {List(StrideValues)}; leave one of the two at 1");
        return valid;
    }

    private bool CheckValues(string argument, IProblems problems)
    {
        if (axes == 1)
            return !Options.Spec.Has(argument) || Check.Positive(this, problems, argument);

        EquatableArray<int> values = Options.Spec.Ints(argument);
        bool isMissing = values.Count == 0 && argument == SizeArgument && DefaultSize == 0;
        if (values.Count > axes || isMissing)
            return Refuse(problems, argument, List(values), "give one number for both directions, or two: down and across");
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] > 0)
                continue;
            problems.Report(Descriptors.NotPositive, $"{argument}[{i}]", Kind, argument, values[i]);
            return false;
        }

        return true;
    }

    private bool Refuse(IProblems problems, string argument, string value, string reason)
    {
        problems.Report(Descriptors.LayerArgument, argument, Kind, argument, value, reason);
        return false;
    }

    /// <summary>The same number for each axis.</summary>
    protected EquatableArray<int> Each(int number) => Enumerable.Repeat(number, axes).ToEquatableArray();

    /// <summary>How far a window reaches.</summary>
    private IReadOnlyList<int> Extents() =>
        [.. WindowSize.Zip(DilationRates, (size, rate) => (int)Math.Min(int.MaxValue, (size - 1L) * rate + 1))];

    private static string List(IReadOnlyList<int> values) =>
        values.Count == 1 ? Text(values[0]) : $"({string.Join(", ", values.Select(value => Text(value)))})";
}
