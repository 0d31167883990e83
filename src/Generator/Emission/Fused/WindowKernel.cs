using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>
/// A convolution as tiles of a matrix product whose left rows are windows, read where they lie; or the gradient of its
/// kernel, the sum over all windows.
/// </summary>
/// <param name="Windows">Windows that see no padding.</param>
/// <param name="Filters">Columns of the right side.</param>
/// <param name="HasBias">Whether the sums begin with a bias.</param>
/// <param name="OverWindows">True for the gradient.</param>
/// <param name="Activation">What is computed of the sums in place, an expression of <see cref="Sum"/>; null for nothing.</param>
internal sealed record WindowKernel(Windows Windows, int Filters, bool HasBias, bool OverWindows, Expr? Activation = null)
{
    /// <summary>Stands for the sums, so that activations of different layers compare equal.</summary>
    private static readonly View Sum = new Tensor("sum", "sum", new Shape(1), Layout.BatchMajor).All;

    /// <summary>The functions that vectors lack.</summary>
    public IEnumerable<Function> Functions => Activation is null ? []
        : Activation.Walk().OfType<Call>().Select(call => call.Function).Where(VectorFunctions.Has).Distinct();

    private WindowAxis Down => Windows.Down;

    private WindowAxis Across => Windows.Across;

    /// <summary>Values of one line of a window.</summary>
    private int Line => Across.Size * Windows.Channels;

    public string Name => string.Concat(
        OverWindows ? "AddOverWindows" : HasBias ? "AffineOfWindows" : "MultiplyWindows",
        $"_{Down.Count}x{Across.Count}_of_{Down.Size}x{Across.Size}x{Windows.Channels}_in_{Down.Length}x{Across.Length}_to_{Filters}",
        Activation is null ? "" : "_activated",
        (Down.Stride, Across.Stride) == (1, 1) ? "" : $"_stride_{Down.Stride}x{Across.Stride}",
        Down.Dilation == 1 ? "" : $"_dilation_{Down.Dilation}");

    public static WindowKernel Of(WindowProduct op) => new(
        op.Windows, op.Target.Columns, op.Bias is not null, OverWindows: false, op.Activation?.Expression.Replace(op.Sum.All, Sum));

    public static WindowKernel Of(WindowWeightGradient op) => new(op.Windows, op.Delta.Columns, HasBias: false, OverWindows: true);

    public void Write(CodeWriter writer, TileCode tiles, string name)
    {
        writer.Line($"/// <summary>{Summary}</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string[] spans = [.. new[] { "ReadOnlySpan<float> a", "ReadOnlySpan<float> b", HasBias ? "ReadOnlySpan<float> bias" : "", "Span<float> c" }.Where(span => span.Length > 0)];
        using (writer.Block($"public static void {name}({string.Join(", ", spans)}, int samples)"))
        {
            foreach (string span in spans.Select(span => span.Split(' ')[1]))
                writer.Line($"ref float {span}0 = ref MemoryMarshal.GetReference({span});");
            VectorWidth.WriteBranches(writer, Filters, width =>
            {
                if (OverWindows)
                    WriteGradient(writer, tiles, width);
                else
                    WriteProduct(writer, tiles, width);
            });
        }

        writer.Line();
    }

    private string Summary
    {
        get
        {
            string a = $"the {Down.Count} × {Across.Count} windows of {Down.Size} × {Across.Size} × {Windows.Channels} in a";
            return OverWindows
                ? $"c ({Windows.Size * Windows.Channels} × {Filters}) += (what {a} see)ᵀ·b, summed over all windows."
                : $"c (samples × {Down.Count} × {Across.Count} × {Filters}) = what {a} see · b{(HasBias ? " + bias" : "")}{(Activation is null ? "" : ", activated")}.";
        }
    }

    /// <summary>Line after line of windows: their sums over the lines of a window stay in registers.</summary>
    private void WriteProduct(CodeWriter writer, TileCode tiles, VectorWidth width)
    {
        using (writer.Block("for (int sample = 0; sample < samples; sample++)"))
        using (writer.Block($"for (int i = 0; i < {Down.Count}; i++)"))
        {
            int inputLine = Across.Length * Windows.Channels;
            writer.Line($"ref float line = ref Unsafe.Add(ref a0, (sample * {Down.Length} + {Scaled("i", Down.Stride)}) * {inputLine});");
            writer.Line($"ref float target = ref Unsafe.Add(ref c0, (sample * {Down.Count} + i) * {Across.Count * Filters});");
            tiles.WriteStrips(width, Filters, (column, tail) =>
                $"ref line, {Across.Stride * Windows.Channels}, 1, {Down.Size}, {Down.Dilation * inputLine - Line}, {At("b0", column)}, {Filters}, {Line}, "
                + $"{(HasBias ? At("bias0", column) : "ref a0")}, ref a0, {(HasBias ? "Bias" : "Zero")}, {At("target", column)}, {Filters}, {tail}, {Across.Count}");
            if (Activation is not null)
                WriteActivation(writer, width, Activation);
        }
    }

    /// <summary>While the line of sums is in the first cache.</summary>
    private void WriteActivation(CodeWriter writer, VectorWidth width, Expr activation)
    {
        int count = Across.Count * Filters, tail = count % width.Lanes;
        using (writer.Block($"for (int k = 0; k < {count}; k += {width.Lanes})"))
        {
            writer.Line("ref float value = ref Unsafe.Add(ref target, k);");
            writer.Line($"{width.Vector} sum = {width.Type}.LoadUnsafe(ref value);");
            string text = new VectorCode(width, _ => "sum").Write(activation, (name, shared) => writer.Line($"{width.Vector} {name} = {shared};"));
            writer.Line($"Store({text}, ref value, {(tail == 0 ? "0" : $"k <= {count - width.Lanes} ? 0 : {tail}")});");
        }
    }

    /// <summary>Sample by sample, and for each line of the kernel: the sums over all windows stay in registers.</summary>
    private void WriteGradient(CodeWriter writer, TileCode tiles, VectorWidth width)
    {
        int inputLine = Across.Length * Windows.Channels, step = Across.Stride * Windows.Channels;
        using (writer.Block("for (int sample = 0; sample < samples; sample++)"))
        using (writer.Block($"for (int k = 0; k < {Down.Size}; k++)"))
        {
            writer.Line($"ref float line = ref Unsafe.Add(ref a0, (sample * {Down.Length} + {Scaled("k", Down.Dilation)}) * {inputLine});");
            writer.Line($"ref float delta = ref Unsafe.Add(ref b0, sample * {Down.Count * Across.Count * Filters});");
            writer.Line($"ref float target = ref Unsafe.Add(ref c0, k * {Line * Filters});");
            tiles.WriteStrips(width, Filters, (column, tail) =>
                $"ref line, 1, {step}, {Down.Count}, {Down.Stride * inputLine - Across.Count * step}, {At("delta", column)}, {Filters}, {Across.Count}, "
                + $"ref a0, ref a0, Target, {At("target", column)}, {Filters}, {tail}, {Line}");
        }
    }

    private static string Scaled(string index, int factor) => factor == 1 ? index : $"{index} * {factor}";

    private static string At(string reference, string column) => column == "0" ? "ref " + reference : $"ref Unsafe.Add(ref {reference}, {column})";
}
