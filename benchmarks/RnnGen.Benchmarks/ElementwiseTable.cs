using System.Globalization;
using System.Numerics.Tensors;
using RnnGen.Generated;

namespace RnnGen.Benchmarks;

/// <summary>
/// The command <c>elementwise</c>: the generated passes over memory beside the same made of calls of
/// <see cref="TensorPrimitives"/>, at sizes from one vector to more than the first cache holds.
/// </summary>
internal static class ElementwiseTable
{
    private const int Units = 16;

    private static readonly int[] s_sizes = [16, 64, 256, 1024, 4096, 65536];

    public static int Run(IReadOnlyList<string> arguments)
    {
        int rounds = new Options(arguments, "--rounds").Count("--rounds", 5);
        var table = new MarkdownTable(["TensorPrimitives ÷ generated pass", .. s_sizes.Select(size => size.ToString("N0", CultureInfo.InvariantCulture)), "ns of the last"]);
        foreach ((string name, Func<int, Pair> create) in Passes)
        {
            (double Generated, double Calls)[] times = [.. s_sizes.Select(size => create(size).Measure(rounds))];
            table.Add([name, .. times.Select(time => MarkdownTable.Number(time.Calls / time.Generated)), MarkdownTable.Number(times[^1].Generated * 1e9)]);
        }

        Console.WriteLine($"Values of each tensor; {FmaPeak.Bits}-bit vectors, one thread, medians of {rounds} interleaved rounds.");
        Console.WriteLine();
        table.Write(Console.Out);
        return 0;
    }

    private static IEnumerable<(string Name, Func<int, Pair> Create)> Passes =>
    [
        ("relu: Max", size => Of(size, RnnGen_Benchmarks_Elementwise_ReluKernels.DensePass1, (z, y) => TensorPrimitives.Max(z, 0f, y))),
        ("exp: Exp", size => Of(size, RnnGen_Benchmarks_Elementwise_ExpKernels.DensePass1, TensorPrimitives.Exp)),
        ("tanh: Tanh", size => Of(size, RnnGen_Benchmarks_Elementwise_TanhKernels.DensePass1, TensorPrimitives.Tanh)),
        ("σ: Sigmoid", size => Of(size, RnnGen_Benchmarks_Elementwise_SigmoidKernels.DensePass1, TensorPrimitives.Sigmoid)),
        ("LSTM cell: eight calls", LstmCell),
    ];

    private delegate void Kernel(ReadOnlySpan<float> z, Span<float> y, int rows);

    private delegate void Primitive(ReadOnlySpan<float> z, Span<float> y);

    private static Pair Of(int size, Kernel kernel, Primitive primitive)
    {
        Operand z = new(1, size), y = new(2, size);
        return new Pair(() => kernel(z.Span, y.Span, size / Units), () => primitive(z.Span, y.Span));
    }

    /// <summary>The gates and both states of an LSTM. For the calls each gate lies apart, as suits them best.</summary>
    private static Pair LstmCell(int size)
    {
        Operand z = new(1, 4 * size), cPrev = new(2, size), c = new(3, size), h = new(4, size), product = new(5, size);
        Operand i = new(6, size), f = new(7, size), g = new(8, size), o = new(9, size);
        return new Pair(
            () => RnnGen_Benchmarks_Elementwise_LstmKernels.LstmPass1(z.Span, cPrev.Span, c.Span, h.Span, size / Units),
            () =>
            {
                ReadOnlySpan<float> gates = z.Span;
                TensorPrimitives.Sigmoid(gates[..size], i.Span);
                TensorPrimitives.Sigmoid(gates.Slice(size, size), f.Span);
                TensorPrimitives.Tanh(gates.Slice(2 * size, size), g.Span);
                TensorPrimitives.Sigmoid(gates.Slice(3 * size, size), o.Span);
                TensorPrimitives.Multiply(f.Span, cPrev.Span, product.Span);
                TensorPrimitives.MultiplyAdd(i.Span, g.Span, product.Span, c.Span);
                TensorPrimitives.Tanh(c.Span, h.Span);
                TensorPrimitives.Multiply(o.Span, h.Span, h.Span);
            });
    }

    /// <summary>A generated pass and the calls that do the same.</summary>
    private sealed class Pair(Action generated, Action calls)
    {
        /// <summary>Seconds of both, in turns.</summary>
        public (double Generated, double Calls) Measure(int rounds)
        {
            Timing.WarmUp(generated);
            Timing.WarmUp(calls);
            (double Generated, double Calls)[] times =
                [.. Enumerable.Range(0, rounds).Select(_ => (Timing.Median(generated, 0.02), Timing.Median(calls, 0.02)))];
            return (Timing.Median(times.Select(time => time.Generated)), Timing.Median(times.Select(time => time.Calls)));
        }
    }
}
