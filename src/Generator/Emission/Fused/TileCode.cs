namespace RnnGen.Generator.Emission.Fused;

/// <summary>
/// Prints the tiles: small blocks of a matrix product whose sums stay in registers. Their sizes are arguments, but every
/// caller passes literals and every tile is inlined, so the JIT sees constants. Those for windows read the left side in
/// lines, which lie apart from each other. First the calls are printed, then the tiles that were called.
/// </summary>
internal sealed class TileCode(CodeWriter writer, bool windows)
{
    /// <summary>A row count whose tiles exist for every width, for what the full tiles leave over.</summary>
    private static readonly int[] s_remainders = [4, 2, 1];

    /// <summary>Vectors of the strips: as many columns at a time as there are registers for, and half of them for what is left over.</summary>
    private static readonly int[] s_stripVectors = [2, 1];

    // What was called: strips and tiles of a single row, by their width and number of vectors.
    private readonly HashSet<(VectorWidth Width, int Vectors)> _strips = [];
    private readonly HashSet<(VectorWidth Width, int Vectors)> _singleRows = [];

    public void Write()
    {
        foreach (VectorWidth width in VectorWidth.All)
        {
            int[] strips = [.. s_stripVectors.Where(vectors => _strips.Contains((width, vectors)))];
            int[] singleRows = [.. SingleRowTiles(width).Where(vectors => _singleRows.Contains((width, vectors)) && !strips.Contains(vectors))];
            if (strips.Length + singleRows.Length == 0)
                continue;
            writer.Line($"// ---- Tiles {(windows ? "for windows, " : "")}of {width.Bits}-bit vectors ----");
            writer.Line();
            foreach (int vectors in strips)
            {
                foreach (int rows in Heights(width, vectors))
                    WriteTile(width, rows, vectors);
                WriteStrip(width, vectors);
            }

            foreach (int vectors in singleRows)
                WriteTile(width, 1, vectors);
        }
    }

    /// <summary>The calls that cover all columns of a product of the given width, strip by strip.</summary>
    /// <param name="arguments">The call's arguments as text, from the column that the strip begins at.</param>
    public void WriteStrips(VectorWidth width, int columns, Func<string, int, string> arguments)
    {
        int full = columns / (2 * width.Lanes), covered = full * 2 * width.Lanes, left = columns - covered;
        if (full == 1)
        {
            writer.Line(Call(2, "0", 0));
        }
        else if (full > 1)
        {
            writer.Line($"for (int column = 0; column < {covered}; column += {2 * width.Lanes})");
            using (writer.Indent())
                writer.Line(Call(2, "column", 0));
        }

        if (left > 0)
        {
            writer.Line(Call(left > width.Lanes ? 2 : 1, Addresses.Number(covered), left % width.Lanes));
        }

        string Call(int vectors, string column, int tail)
        {
            _strips.Add((width, vectors));
            return $"{Prefix}Strip{vectors}(default({width.Vector}), {arguments(column, tail)});";
        }
    }

    /// <summary>The same for a single row.</summary>
    public void WriteSingleRow(VectorWidth width, int columns, Func<string, int, string> arguments)
    {
        int covered = 0;
        foreach (int vectors in SingleRowTiles(width))
        {
            int step = vectors * width.Lanes, end = vectors == 1 ? columns : covered + (columns - covered) / step * step;
            if (end == covered)
                continue;
            _singleRows.Add((width, vectors));
            writer.Line($"for (int column = {covered}; column < {end}; column += {step})");
            using (writer.Indent())
                writer.Line($"Tile1x{vectors}(default({width.Vector}), {arguments("column", vectors == 1 ? columns % width.Lanes : 0)});");
            covered = end;
        }
    }

    /// <summary>Vectors of the tiles for a single row: as many sums in flight as there are registers for, then fewer for what is left over.</summary>
    private static int[] SingleRowTiles(VectorWidth width) => [width.SingleRowVectors, 4, 1];

    /// <summary>Rows of the tiles of a strip: of two vectors, or twice as many of one, so that as many sums are in flight.</summary>
    private static int[] Heights(VectorWidth width, int vectors) =>
        vectors == 1 ? [2 * width.TileRows, width.TileRows, .. s_remainders] : [width.TileRows, .. s_remainders];

    private string Prefix => windows ? "Window" : "";

    private string Parameters => windows
        ? "ref float a, int aRow, int aStep, int lines, int aSkip, ref float b, int bStep, int depth, "
            + "ref float bias, ref float bias2, int start, ref float c, int cRow, int tail"
        : "ref float a, int aRow, int aStep, ref float b, int bStep, int depth, "
            + "ref float a2, int a2Row, ref float b2, int b2Step, int depth2, "
            + "ref float bias, ref float bias2, int start, ref float c, int cRow, int tail";

    /// <summary>What a strip hands to the tile at its current row.</summary>
    private string ArgumentsOfRow => "ref Unsafe.Add(ref a, row * aRow), aRow, aStep, "
        + (windows
            ? "lines, aSkip, ref b, bStep, depth, "
            : "ref b, bStep, depth, ref Unsafe.Add(ref a2, row * a2Row), a2Row, ref b2, b2Step, depth2, ")
        + "ref bias, ref bias2, start, ref Unsafe.Add(ref c, row * cRow), cRow, tail";

    private void WriteStrip(VectorWidth width, int vectors)
    {
        writer.Line($"/// <summary>All rows of {vectors * width.Lanes} columns.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"private static void {Prefix}Strip{vectors}({width.Vector} _, {Parameters}, int rows)"))
        {
            writer.Line("int row = 0;");
            int[] heights = Heights(width, vectors);
            foreach (int height in heights)
            {
                string loop = height == heights[0] ? $"for (; row <= rows - {height}; row += {height})" : $"if (row <= rows - {height})";
                using (writer.Block(loop))
                {
                    writer.Line($"{Prefix}Tile{height}x{vectors}(default({width.Vector}), {ArgumentsOfRow});");
                    if (height != heights[0] && height > 1)
                        writer.Line($"row += {height};");
                }
            }
        }

        writer.Line();
    }

    private void WriteTile(VectorWidth width, int rows, int vectors)
    {
        string Sum(int row, int vector) => $"c{row}{(char)('a' + vector)}";
        string[] all = [.. Enumerable.Range(0, rows).SelectMany(row => Enumerable.Range(0, vectors).Select(vector => Sum(row, vector)))];

        writer.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"private static void {Prefix}Tile{rows}x{vectors}({width.Vector} _, {Parameters})"))
        {
            writer.Line($"{width.Vector} {string.Join(", ", all)};");
            WriteStart(width, rows, vectors, Sum);
            using (windows ? writer.Block("for (int line = 0; line < lines; line++)") : default)
            {
                WriteProduct(width, rows, vectors, Sum, "a", "aRow", "aStep", "b", "bStep", "depth");
                if (windows)
                    writer.Line("a = ref Unsafe.Add(ref a, aSkip);");
                else
                    WriteProduct(width, rows, vectors, Sum, "a2", "a2Row", "1", "b2", "b2Step", "depth2");
            }

            WriteStores(width, rows, vectors, Sum);
        }

        writer.Line();
    }

    private void WriteStores(VectorWidth width, int rows, int vectors, Func<int, int, string> sum)
    {
        if (rows > 1)
        {
            // Storing a part of a vector waits for the store before it, where the two touch the same memory.
            string isWholeRow = vectors == 1 ? $"cRow == tail && tail >= {width.Lanes / 2}" : $"cRow == {(vectors - 1) * width.Lanes} + tail";
            writer.Line($"int between = {isWholeRow} ? 0 : tail;", "the next row goes over what is stored behind a row");
        }

        for (int row = 0; row < rows; row++)
        {
            string lanes = row < rows - 1 ? "between" : "tail";
            for (int vector = 0; vector < vectors; vector++)
            {
                string target = At("c", row, "cRow", vector * width.Lanes);
                writer.Line(vector == vectors - 1 ? $"Store({sum(row, vector)}, ref {target}, {lanes});" : $"{sum(row, vector)}.StoreUnsafe(ref {target});");
            }
        }
    }

    /// <summary>The sums begin with zeros, with what the target holds, or with one or two biases.</summary>
    private void WriteStart(VectorWidth width, int rows, int vectors, Func<int, int, string> sum)
    {
        using (writer.Block("if (start == Zero)"))
        {
            for (int row = 0; row < rows; row++)
                writer.Line($"{string.Join(" = ", Enumerable.Range(0, vectors).Select(vector => sum(row, vector)))} = {width.Vector}.Zero;");
        }

        using (writer.Block("else if (start == Target)"))
        {
            for (int row = 0; row < rows; row++)
            {
                for (int vector = 0; vector < vectors; vector++)
                    writer.Line($"{sum(row, vector)} = {width.Type}.LoadUnsafe(ref {At("c", row, "cRow", vector * width.Lanes)});");
            }
        }

        using (writer.Block("else"))
        {
            for (int vector = 0; vector < vectors; vector++)
            {
                string bias = At("bias", 0, "", vector * width.Lanes), bias2 = At("bias2", 0, "", vector * width.Lanes);
                writer.Line($"{sum(0, vector)} = {width.Type}.LoadUnsafe(ref {bias});");
                writer.Line("if (start == TwoBiases)");
                using (writer.Indent())
                    writer.Line($"{sum(0, vector)} += {width.Type}.LoadUnsafe(ref {bias2});");
                if (rows > 1)
                    writer.Line($"{string.Join(" = ", Enumerable.Range(1, rows - 1).Select(row => sum(row, vector)))} = {sum(0, vector)};");
            }
        }
    }

    private void WriteProduct(
        VectorWidth width, int rows, int vectors, Func<int, int, string> sum, string a, string aRow, string aStep, string b, string bStep, string depth)
    {
        using (writer.Block($"for (int k = 0; k < {depth}; k++)"))
        {
            for (int vector = 0; vector < vectors; vector++)
                writer.Line($"{width.Vector} v{(char)('a' + vector)} = {width.Type}.LoadUnsafe(ref {At(b, 0, "", vector * width.Lanes)});");
            for (int row = 0; row < rows; row++)
            {
                string scalar = $"s{row}";
                writer.Line($"{width.Vector} {scalar} = {width.Type}.Create({At(a, row, aRow, 0)});");
                for (int vector = 0; vector < vectors; vector++)
                    writer.Line($"{sum(row, vector)} = {width.Type}.MultiplyAddEstimate({scalar}, v{(char)('a' + vector)}, {sum(row, vector)});");
            }

            writer.Line($"{a} = ref Unsafe.Add(ref {a}, {aStep});");
            writer.Line($"{b} = ref Unsafe.Add(ref {b}, {bStep});");
        }
    }

    private static string At(string reference, int row, string rowStride, int column)
    {
        string offset = (row, column) switch
        {
            (0, 0) => "",
            (0, _) => $"{column}",
            (1, 0) => rowStride,
            (_, 0) => $"{row} * {rowStride}",
            (1, _) => $"{rowStride} + {column}",
            _ => $"{row} * {rowStride} + {column}",
        };
        return offset.Length == 0 ? reference : $"Unsafe.Add(ref {reference}, {offset})";
    }
}
