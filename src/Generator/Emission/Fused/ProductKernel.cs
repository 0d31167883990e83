using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>
/// A matrix product of fixed sizes, one side with a number of rows that is known when the code runs:
/// c = start + a·b (+ a2·b2), or the sum over rows c = aᵀ·b, or c += aᵀ·b.
/// </summary>
internal sealed record ProductKernel(
    int Depth, int Stride, int Depth2, int Stride2, int Columns, int TargetStride, int Biases, bool Accumulate, bool OverRows, bool FewRows = false)
{
    /// <summary>Values from one row of a to the next; more than the columns multiplied, where a is a part of a wider matrix.</summary>
    public int LeftStride { get; init; } = Depth;

    /// <summary>The same for a2.</summary>
    public int LeftStride2 { get; init; } = Depth2;

    /// <summary>
    /// Up to so many rows, a gradient of more columns than a strip has is bound by the memory of its target, and not by its
    /// multiply-adds.
    /// </summary>
    private const int MostFewRows = 16;

    /// <summary>
    /// One column, whose values lie one after the other: a row of a is multiplied with it as a dot product. The left side must
    /// have room behind it for a vector.
    /// </summary>
    private bool IsDot { get; init; }

    public string Name => IsDot ? (Accumulate ? "AddDots" : Biases > 0 ? "AffineDots" : "Dots") + $"_{Depth}{LeftText}{IntoText}" : OverRows
        ? $"{(Accumulate ? "Add" : "Sum")}Over{(FewRows ? "Few" : "")}Rows_{Depth}x{Columns}{StrideText(TargetStride)}{LeftText}"
        : (Accumulate ? "Add" : Biases > 0 ? "Affine" : "Multiply")
            + $"_{Depth}{(Depth2 > 0 ? $"_{Depth2}" : "")}_to_{Columns}{StrideText(Stride)}{(Biases == 2 ? "_twoBiases" : "")}{LeftText}"
            + IntoText;

    public static ProductKernel Of(MatMul op)
    {
        Product first = op.Products[0];
        Product? second = op.Products.Count > 1 ? op.Products[1] : null;
        return new ProductKernel(
            first.Left.Columns, first.Right.Tensor.Columns, second?.Left.Columns ?? 0, second?.Right.Tensor.Columns ?? 0,
            op.Target.Columns, op.Target.RowStride, op.Biases.Count, op.Accumulate, OverRows: false)
        {
            LeftStride = first.Left.RowStride,
            LeftStride2 = second?.Left.RowStride ?? 0,
            IsDot = first.Right.Tensor.Columns == 1 && second is null && op.Biases.Count < 2 && Lifetimes.IsPadded([first.Left]),
        };
    }

    /// <param name="mostRows">Rows of one call at most.</param>
    public static ProductKernel Of(WeightGradient op, int mostRows)
    {
        (Tensor left, Tensor right, int columns, int targetStride) = IsTurned(op)
            ? (op.Delta, op.Input, op.Input.Columns, op.Input.Columns)
            : (op.Input, op.Delta, op.Target.Width, op.Target.Tensor.Columns);
        return new ProductKernel(
            left.Columns, right.RowStride, 0, 0, columns, targetStride, 0,
            Accumulate: !op.IsOnly, OverRows: true, FewRows: mostRows <= MostFewRows && columns > 2 * VectorWidth.All[0].Lanes)
        {
            LeftStride = left.RowStride,
        };
    }

    /// <summary>
    /// Whether a gradient of one column is computed as a row, its sides exchanged: in memory both are the same, and a row fills
    /// vectors.
    /// </summary>
    public static bool IsTurned(WeightGradient op) =>
        op.Target.Tensor.Columns == 1 && op.Input.Columns > 1 && Lifetimes.IsPadded([op.Input]);

    public void Write(CodeWriter writer, TileCode tiles)
    {
        writer.Line($"/// <summary>{Summary()}</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"public static void {Name}({Parameters()}, int rows)"))
        {
            foreach ((string reference, string span) in References())
                writer.Line($"ref float {reference} = ref MemoryMarshal.GetReference({span});");
            if (IsDot)
            {
                VectorWidth.WriteBranches(writer, Depth, width => WriteDots(writer, width));
            }
            else if (OverRows)
            {
                VectorWidth.WriteBranches(writer, Columns, width => WriteOverRows(writer, tiles, width));
            }
            else
            {
                WriteProduct(writer, tiles);
            }
        }

        writer.Line();
    }

    private void WriteProduct(CodeWriter writer, TileCode tiles)
    {
        using (writer.Block("if (rows == 1)"))
        {
            VectorWidth.WriteBranches(writer, Columns, width => tiles.WriteSingleRow(width, Columns, (column, tail) =>
                TileArguments(column, Tail(tail, Columns - width.Lanes, "column"))));
            writer.Line("return;");
        }

        writer.Line();
        VectorWidth.WriteBranches(writer, Columns, width => tiles.WriteStrips(width, Columns, (column, tail) =>
            TileArguments(column, Addresses.Number(tail)) + ", rows"));
    }

    private void WriteDots(CodeWriter writer, VectorWidth width)
    {
        int tail = Depth % width.Lanes, whole = Depth - tail;
        if (tail > 0)
            width.DeclareInside(writer, tail);
        using (writer.Block("for (int row = 0; row < rows; row++)"))
        {
            string target = $"Unsafe.Add(ref c0, {(TargetStride == 1 ? "row" : $"row * {TargetStride}")})";
            writer.Line($"ref float line = ref Unsafe.Add(ref a0, row * {LeftStride});");
            writer.Line($"{width.Vector} sum = {width.Vector}.Zero;");
            if (whole > 0)
            {
                writer.Line($"for (int k = 0; k < {whole}; k += {width.Lanes})");
                using (writer.Indent())
                    writer.Line($"sum = {width.Type}.MultiplyAddEstimate({Load("line", "k")}, {Load("b0", "k")}, sum);");
            }

            if (tail > 0)
            {
                // What lies behind the row is loaded, but has no part in the sum.
                string k = Addresses.Number(whole);
                writer.Line($"sum += {width.Type}.ConditionalSelect(inside, {Load("line", k)} * {Load("b0", k)}, {width.Vector}.Zero);");
            }

            writer.Line($"{target} = {width.Type}.Sum(sum){(Accumulate ? $" + {target}" : Biases > 0 ? " + bias0" : "")};");
        }

        string Load(string reference, string k) => $"{width.Type}.LoadUnsafe({At(reference, k)})";
    }

    private void WriteOverRows(CodeWriter writer, TileCode tiles, VectorWidth width)
    {
        void WriteStrips(string a, string cRow, string height) => tiles.WriteStrips(width, Columns, (column, tail) =>
            $"{a}, 1, {LeftStride}, {At("b0", column)}, {Stride}, rows, ref a0, 0, ref a0, 0, 0, ref a0, ref a0, {(Accumulate ? "Target" : "Zero")}, "
            + $"{At("c0", cRow.Length == 0 ? column : column == "0" ? cRow : $"{cRow} + {column}")}, {TargetStride}, {tail}, {height}");

        if (!FewRows)
        {
            WriteStrips("ref a0", "", Addresses.Number(Depth));
            return;
        }

        // Some whole rows of the target after the other, as they lie in memory.
        using (writer.Block($"for (int first = 0; first < {Depth}; first += {width.TileRows})"))
        {
            writer.Line($"int height = Math.Min({width.TileRows}, {Depth} - first);");
            WriteStrips("ref Unsafe.Add(ref a0, first)", $"first * {TargetStride}", "height");
        }
    }

    private string TileArguments(string column, string tail)
    {
        string second = Depth2 > 0 ? $"ref a20, {LeftStride2}, {At("b20", column)}, {Stride2}, {Depth2}" : "ref a0, 0, ref a0, 0, 0";
        string biases = Biases switch
        {
            0 => "ref a0, ref a0",
            1 => $"{At("bias0", column)}, ref a0",
            _ => $"{At("bias0", column)}, {At("bias20", column)}",
        };
        string start = Accumulate ? "Target" : Biases switch
        {
            0 => "Zero",
            1 => "Bias",
            _ => "TwoBiases",
        };
        return $"ref a0, {LeftStride}, 1, {At("b0", column)}, {Stride}, {Depth}, {second}, {biases}, {start}, {At("c0", column)}, {TargetStride}, {tail}";
    }

    private string Parameters()
    {
        List<string> spans = ["ReadOnlySpan<float> a", "ReadOnlySpan<float> b"];
        if (Depth2 > 0)
            spans.AddRange(["ReadOnlySpan<float> a2", "ReadOnlySpan<float> b2"]);
        if (Biases > 0)
            spans.Add("ReadOnlySpan<float> bias");
        if (Biases > 1)
            spans.Add("ReadOnlySpan<float> bias2");
        spans.Add("Span<float> c");
        return string.Join(", ", spans);
    }

    private IEnumerable<(string Reference, string Span)> References() =>
        Parameters().Split([", "], StringSplitOptions.None).Select(parameter => parameter.Split(' ')[1]).Select(span => (span + "0", span));

    private string Summary()
    {
        if (OverRows)
            return $"c ({Depth} × {Columns}) {(Accumulate ? "+=" : "=")} aᵀ·b, summed over the rows of a (rows × {Depth}) and b (rows × {Columns}).";
        string second = Depth2 > 0 ? $" + a2 (rows × {Depth2})·b2 ({Depth2} × {Columns})" : "";
        string bias = Biases switch
        {
            0 => "",
            1 => " + bias",
            _ => " + bias + bias2",
        };
        return $"c (rows × {Columns}) {(Accumulate ? "+=" : "=")} a (rows × {Depth})·b ({Depth} × {Columns}){second}{bias}.";
    }

    /// <summary>The lanes to store from a column on, 0 for all: those left over behind the last column with a whole vector.</summary>
    private static string Tail(int lanes, int lastWhole, string column) =>
        lanes == 0 || lastWhole < 0 ? Addresses.Number(lanes) : $"{column} > {Addresses.Number(lastWhole)} ? {Addresses.Number(lanes)} : 0";

    private string LeftText => (LeftStride == Depth, LeftStride2 == Depth2) switch
    {
        (true, true) => "",
        (_, true) => $"_from_{LeftStride}",
        _ => $"_from_{LeftStride}_{LeftStride2}",
    };

    private string IntoText => TargetStride == Columns ? "" : $"_into_{TargetStride}";

    private string StrideText(int stride) => stride == Columns ? "" : $"_of_{stride}";

    private static string At(string reference, string column) => column == "0" ? "ref " + reference : $"ref Unsafe.Add(ref {reference}, {column})";
}
