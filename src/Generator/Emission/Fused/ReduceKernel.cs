using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>A sum or a mean over the columns or over the rows of an expression, in one pass over what it reads.</summary>
internal sealed class ReduceKernel(string name, Reduce op, BlockNames names)
    : PassKernel(name, names, op.Expression.Views.Select(view => view.Tensor), [op.Target.Tensor], [op.Expression], op.Expression.Views)
{
    /// <summary>Vectors of columns that are summed over the rows at a time: whole cache lines, and sums that hide each other's latency.</summary>
    private const int MostVectors = 4;

    protected override string Summary => Equation.Of(op);

    protected override int Columns => op.Model.Width;

    private string Rows => Addresses.MatrixRows(op.Model.Tensor);

    protected override void WriteBody(CodeWriter writer, VectorWidth width)
    {
        if (op.Axis == ReduceAxis.Columns)
            WriteOverColumns(writer, width);
        else
            WriteOverRows(writer, width);
    }

    private void WriteOverColumns(CodeWriter writer, VectorWidth width)
    {
        int tail = Columns % width.Lanes, whole = Columns - tail;
        if (tail > 0)
            width.DeclareInside(writer, tail);
        using (writer.Block($"for (int row = 0; row < {Rows}; row++)"))
        {
            Lanes.LoadRow(writer, width, op.Expression.Views);
            writer.Line($"{width.Vector} sum = {width.Vector}.Zero;");
            if (whole > 0)
            {
                using (writer.Block($"for (int j = 0; j < {whole}; j += {width.Lanes})"))
                    writer.Line($"sum += {Value(writer, width, "j")};");
            }

            if (tail > 0)
            {
                // What lies behind the row is loaded, but has no part in the sum.
                using (writer.Block())
                    writer.Line($"sum += {width.Type}.ConditionalSelect(inside, {Value(writer, width, Addresses.Number(whole))}, {width.Vector}.Zero);");
            }

            string mean = op.Mean ? $" * {NumericType.Single.Literal(1.0 / Columns)}" : "";
            writer.Line($"Unsafe.Add(ref {Lanes.Reference(op.Target.Tensor)}, row) = {width.Type}.Sum(sum){mean};");
        }
    }

    private void WriteOverRows(CodeWriter writer, VectorWidth width)
    {
        if (op.Mean)
            writer.Line($"{width.Vector} factor = {width.Type}.Create(1f / ({Rows}));");
        int strip = MostVectors * width.Lanes, covered = Columns / strip * strip;
        if (covered > 0)
        {
            using (writer.Block($"for (int column = 0; column < {covered}; column += {strip})"))
                WriteStrip(writer, width, "column", MostVectors, tail: 0);
        }

        int left = Columns - covered;
        if (left > 0)
        {
            using (writer.Block())
                WriteStrip(writer, width, Addresses.Number(covered), (left + width.Lanes - 1) / width.Lanes, left % width.Lanes);
        }
    }

    /// <summary>Sums some vectors of columns over all rows.</summary>
    private void WriteStrip(CodeWriter writer, VectorWidth width, string first, int vectors, int tail)
    {
        string Column(int vector) => vector == 0 ? first : first == "0" ? Addresses.Number(vector * width.Lanes)
            : int.TryParse(first, out int number) ? Addresses.Number(number + vector * width.Lanes)
            : $"{first} + {vector * width.Lanes}";
        for (int vector = 0; vector < vectors; vector++)
            writer.Line($"{width.Vector} sum{vector} = {width.Vector}.Zero;");
        using (writer.Block($"for (int row = 0; row < {Rows}; row++)"))
        {
            Lanes.LoadRow(writer, width, op.Expression.Views);
            for (int vector = 0; vector < vectors; vector++)
            {
                using (writer.Block())
                    writer.Line($"sum{vector} += {Value(writer, width, Column(vector))};");
            }
        }

        for (int vector = 0; vector < vectors; vector++)
        {
            string target = Lanes.Element(op.Target.Tensor, op.Target.Offset == 0 ? Column(vector) : $"{op.Target.Offset} + {Column(vector)}");
            string sum = $"sum{vector}{(op.Mean ? " * factor" : "")}";
            if (op.Accumulate)
                sum = $"{width.Type}.LoadUnsafe({target}) + {sum}";
            writer.Line($"Store({sum}, {target}, {(vector == vectors - 1 ? tail : 0)});");
        }
    }

    /// <summary>Loads what the expression reads from a column on; gives the expression's vector.</summary>
    private string Value(CodeWriter writer, VectorWidth width, string column)
    {
        Lanes.Load(writer, width, op.Expression.Views, view => Lanes.At(view, column));
        return new VectorCode(width, Lanes.Local).Write(op.Expression, (name, value) => writer.Line($"{width.Vector} {name} = {value};"));
    }
}
