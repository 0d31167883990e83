using System.Globalization;

namespace RnnGen.Data;

/// <summary>A column of a <see cref="TextTable"/>.</summary>
public sealed class TextColumn
{
    private readonly TextTable _table;
    private readonly int _column;

    internal TextColumn(TextTable table, int column)
    {
        (_table, _column) = (table, column);
    }

    /// <summary>The column's name; its index if the file has no header.</summary>
    public string Name => _table.Name(_column);

    /// <summary>Number of rows.</summary>
    public int Count => _table.RowCount;

    /// <summary>A field's text.</summary>
    /// <param name="row">From 0; the header does not count.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="DataFormatException">Its bytes are not of the encoding.</exception>
    public string this[int row] => _table.Text(CheckedRow(row), _column);

    /// <summary>Whether a field stands for no value.</summary>
    /// <param name="row">From 0; the header does not count.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public bool IsMissing(int row) => _table.IsMissing(CheckedRow(row), _column);

    /// <summary>All fields as text.</summary>
    /// <exception cref="DataFormatException">Bytes are not of the encoding.</exception>
    public string[] ToStrings()
    {
        string[] texts = new string[Count];
        for (int row = 0; row < texts.Length; row++)
            texts[row] = _table.Text(row, _column);
        return texts;
    }

    /// <summary>All fields as numbers.</summary>
    /// <param name="missing">What becomes of missing values.</param>
    /// <exception cref="DataFormatException">A field is not a finite number, or a missing one is an error.</exception>
    public float[] ToSingle(MissingValues missing = MissingValues.Error)
    {
        float[] values = Array.ConvertAll(ToDouble(missing), value => (float)value);
        int large = values.AsSpan().IndexOfAny(float.PositiveInfinity, float.NegativeInfinity);
        return large < 0 ? values : throw _table.Unexpected(large, _column, "a number in the range of float");
    }

    /// <summary>All fields as numbers of double precision.</summary>
    /// <param name="missing">What becomes of missing values.</param>
    /// <exception cref="DataFormatException">A field is not a finite number, or a missing one is an error.</exception>
    public double[] ToDouble(MissingValues missing = MissingValues.Error)
    {
        double[] values = new double[Count];
        int known = -1;
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = Number(row, missing);
            if (double.IsNaN(values[row]) || missing is MissingValues.Error or MissingValues.NaN)
                continue;

            Fill(values, known, row, missing);
            known = row;
        }

        if (missing is MissingValues.Previous or MissingValues.Interpolate && values.Length > 0)
        {
            if (known < 0)
                throw _table.Unexpected(0, _column, "at least one number in the column");
            values.AsSpan(known + 1).Fill(values[known]);
        }

        return values;
    }

    /// <summary>All fields as whole numbers.</summary>
    /// <exception cref="DataFormatException">A field is not a whole number in the range of <c>int</c>.</exception>
    public int[] ToInt32()
    {
        int[] values = new int[Count];
        for (int row = 0; row < values.Length; row++)
        {
            // 1.0000000e+00 is a whole number too.
            bool whole = TryParse(row, out double value) && value == Math.Floor(value) && value is >= int.MinValue and <= int.MaxValue;
            if (!whole || _table.IsMissing(row, _column))
                throw _table.Unexpected(row, _column, "a whole number");
            values[row] = (int)value;
        }

        return values;
    }

    /// <summary>The texts as labels: each different one is a class, in ordinal order.</summary>
    /// <returns>The label of each row, and the text of each label.</returns>
    /// <exception cref="DataFormatException">Bytes are not of the encoding.</exception>
    public (int[] Labels, string[] ClassNames) ToLabels()
    {
        string[] texts = ToStrings();
        string[] classes = [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Dictionary<string, int> labels = new(StringComparer.Ordinal);
        for (int label = 0; label < classes.Length; label++)
            labels[classes[label]] = label;
        return (Array.ConvertAll(texts, text => labels[text]), classes);
    }

    /// <summary>The number of a row; NaN for a missing one that is no error.</summary>
    private double Number(int row, MissingValues missing)
    {
        // First the markers: a number may be one.
        if (!_table.IsMissing(row, _column))
            return TryParse(row, out double value) ? value : throw _table.Unexpected(row, _column, "a number");
        return missing != MissingValues.Error
            ? double.NaN
            : throw _table.Unexpected(row, _column, $"a number (or another {nameof(MissingValues)} than {missing})");
    }

    private bool TryParse(int row, out double value)
    {
        // Zero bytes behind a number, which a cut-off download may leave, would be no error to double.TryParse.
        ReadOnlySpan<byte> field = _table.Bytes(row, _column);
        return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value) && !field.Contains((byte)0);
    }

    /// <summary>Fills the gap between two known values; the first may be missing.</summary>
    private static void Fill(double[] values, int known, int next, MissingValues missing)
    {
        for (int row = known + 1; row < next; row++)
        {
            values[row] = known < 0 ? values[next]
                : missing == MissingValues.Previous ? values[known]
                : values[known] + ((values[next] - values[known]) * (row - known) / (next - known));
        }
    }

    private int CheckedRow(int row)
        => row >= 0 && row < Count
            ? row
            : throw new ArgumentOutOfRangeException(
                nameof(row), row, $"{_table.File} has {ShapeText.Count(Count, "row")}.");
}
