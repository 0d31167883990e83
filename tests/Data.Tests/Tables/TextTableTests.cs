using System.Globalization;
using System.IO.Compression;
using System.Text;
using FsCheck.Fluent;
using RnnGen.Data.Tests.Infrastructure;

namespace RnnGen.Data.Tests.Tables;

public sealed class TextTableTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_header_names_the_columns()
    {
        TextTable table = Csv("\"Month\", Passengers\n\"1949-01\",112\r\n\r\n\"1949, \"\"02\"\"\",118");

        Assert.Equal(["Month", "Passengers"], table.ColumnNames);
        Assert.Equal((2, 2), (table.RowCount, table.ColumnCount));
        Assert.Equal("1949, \"02\"", table["Month"][1]);
        Assert.Equal([112f, 118f], table["Passengers"].ToSingle());
        Assert.Equal([112, 118], table[^1].ToInt32());
        Assert.Equal("Passengers", table[1].Name);
    }

    [Fact]
    public void Tabs_separate_and_quotes_mean_nothing()
    {
        string path = _folder.Write("a.tsv.gz", "id\ttext\n1\t\"Hi\", she said\n2\t 말 \n"u8);
        TextTable table = TextTable.Read(path);
        Assert.Equal(["\"Hi\", she said", " 말 "], table["text"].ToStrings());
    }

    [Fact]
    public void Columns_between_spaces_have_no_header()
    {
        TextTable table = Read("  1.0000000e+00   4.25e-01\t2\n\n \n -1 3 +.5 \n", TableOptions.WhiteSpace);
        Assert.Equal((2, 3), (table.RowCount, table.ColumnCount));
        Assert.Equal([1, -1], table[0].ToInt32());
        Assert.Equal([0.425f, 2f, 3f, 0.5f], table.ToSingle(1..));
        Assert.Equal("2", table[2].Name);
    }

    [Fact]
    public void Several_columns_become_rows()
    {
        TextTable table = Csv("a,b,c\n1,2,3\n4,5,6\n");
        Assert.Equal([3f, 1, 6, 4], table.ToSingle(["c", "a"]));
    }

    [Theory]
    [InlineData(MissingValues.NaN, new[] { double.NaN, 1, double.NaN, double.NaN, 4, double.NaN })]
    [InlineData(MissingValues.Previous, new[] { 1d, 1, 1, 1, 4, 4 })]
    [InlineData(MissingValues.Interpolate, new[] { 1d, 1, 2, 3, 4, 4 })]
    public void Missing_values_are_filled_as_asked(MissingValues missing, double[] expected)
    {
        TextTable table = Read("v,w\n NA\t,0\n1,0\n,0\n-999,0\n4,0\nnan,0\n", new TableOptions { Missing = ["", "NA", "nan", "-999"] });
        Assert.Equal(expected, table["v"].ToDouble(missing));
        Assert.True(table["v"].IsMissing(0));
        Assert.False(table["v"].IsMissing(1));
        Assert.Equal(5, Assert.Throws<DataFormatException>(() => Read("v\n1\n2\n3\n-999", new TableOptions { Missing = ["-999"] })["v"].ToInt32()).Line);
    }

    [Fact]
    public void Texts_become_labels_in_ordinal_order()
    {
        (int[] labels, string[] names) = Csv("topic\nearn\nacq\nTrade\nearn\n")["topic"].ToLabels();
        Assert.Equal([2, 1, 0, 2], labels);
        Assert.Equal(["Trade", "acq", "earn"], names);
    }

    [Fact]
    public void Other_encodings_can_be_asked_for()
    {
        byte[] text = [.. "caf"u8, 0xE9];
        TableOptions options = new() { Header = false };
        string path = _folder.Write("a.csv", text);

        DataFormatException exception = Assert.Throws<DataFormatException>(() => TextTable.Read(path, options)[0].ToStrings());
        Assert.Equal(
            $"{path}, line 1: found bytes in column 0 that are not utf-8, wanted utf-8, or another encoding in the options.",
            exception.Message);
        Assert.Equal("café", TextTable.Read(path, options with { Encoding = Encoding.Latin1 })[0][0]);
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NegativeSign = "\u2212";
            CultureInfo.CurrentCulture = culture;
            Assert.Equal([-1.5f], Csv("x\n-1.5\n")["x"].ToSingle());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("a,b\n1,2\n\n1,2,3\n", 4, "found 3 fields, wanted 2 as in line 1")]
    [InlineData("a,b\n1\n", 2, "found 1 field, wanted 2 as in line 1")]
    [InlineData("a\n\"x\ny\n", 2, "found a quoted field without an end, wanted a closing quote")]
    [InlineData("a\n\"x\ny\"z\n", 3, "found text behind a closing quote")]
    [InlineData("", 1, "found nothing, wanted a line that names the columns")]
    [InlineData("a\n\"1\n2\"\nx1", 2, "found \"1\n2\" in column a, wanted a number.")]
    [InlineData("a\n1\n\"2\"\n,", 4, "found 2 fields")]
    [InlineData("a,b\n\"1\n2\"\n", 2, "found 1 field")]
    [InlineData("a\r\n1\r\r\n\r\nx", 5, "found \"x\"")]
    [InlineData("a\n1\n1e999", 3, "found \"1e999\" in column a, wanted a number.")]
    [InlineData("a\n1\n1e99", 3, "found \"1e99\" in column a, wanted a number in the range of float.")]
    [InlineData("a\n1\n\"\"", 3, "found \"\" in column a, wanted a number (or another MissingValues than Error).")]
    [InlineData("a\n1,000", 2, "found 2 fields, wanted 1")]
    [InlineData("a\n0x10", 2, "found \"0x10\"")]
    [InlineData("a\nInfinity", 2, "found \"Infinity\"")]
    [InlineData("a\n1\n5 €", 3, @"found ""5 €"" in column a, wanted a number.")]
    [InlineData("a\n1\n2\0\0", 3, @"found ""2\0\0"" in column a, wanted a number.")]
    public void The_error_says_what_and_where(string text, long line, string message)
    {
        DataFormatException exception = Assert.Throws<DataFormatException>(() => Csv(text)["a"].ToSingle());
        Assert.Equal(line, exception.Line);
        Assert.Null(exception.Offset);
        Assert.Contains($"a.csv, line {line}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_int_is_a_whole_number() => Assert.Equal([int.MinValue, int.MaxValue], Csv("a\n-2147483648\n2147483647")["a"].ToInt32());

    [Theory]
    [InlineData("1.5")]
    [InlineData("2147483648")]
    [InlineData("-2147483649")]
    [InlineData("NA")]
    public void What_is_no_whole_number_is_refused(string text)
        => Assert.Throws<DataFormatException>(() => Csv($"a\n{text}\n")["a"].ToInt32());

    [Fact]
    public void A_column_without_any_number_cannot_be_filled()
    {
        TextTable table = Csv("a\nNA\nNA\n");
        Assert.Throws<DataFormatException>(() => table["a"].ToSingle(MissingValues.Previous));
        Assert.Empty(Csv("a\n")["a"].ToSingle(MissingValues.Interpolate));
    }

    [Fact]
    public void Mistakes_of_the_caller_are_named()
    {
        TextTable table = Csv("a,b,a\n1,2,3\n");
        Assert.Contains("no column \"c\". There is: a, b, a.", Message(() => table["c"]), StringComparison.Ordinal);
        Assert.Contains("has 2 columns \"a\"", Message(() => table["a"]), StringComparison.Ordinal);
        Assert.Contains("It has no header.", Message(() => Read("1 2", TableOptions.WhiteSpace)["c"]), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => table[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => table[0][1]);
        Assert.Contains("utf-16", Message(() => Read("1", new TableOptions { Encoding = Encoding.Unicode })), StringComparison.Ordinal);
        Assert.Contains("'\"'", Message(() => Read("1", new TableOptions { Separator = '"' })), StringComparison.Ordinal);

        static string Message(Func<object> call) => Assert.Throws<ArgumentException>(call).Message;
    }

    [Fact]
    public void Text_in_utf_16_is_refused()
    {
        string path = _folder.Write("a.csv", [0xFF, 0xFE, (byte)'a', 0]);
        Assert.Contains("found text in UTF-16", Assert.Throws<DataFormatException>(() => TextTable.Read(path)).Message, StringComparison.Ordinal);
        Assert.Equal(["a"], TextTable.Read(_folder.Write("b.csv", [0xEF, 0xBB, 0xBF, (byte)'a'])).ColumnNames);
    }

    [Fact]
    public void What_was_written_is_read() => Properties.Check(
        from columns in Gen.Choose(1, 4)
        from fields in Gen.Elements("", "a", "b c", ",", "\"", "\"\"", "\n", "\r\n", "é", "말", "-1.5").ListOf()
            .Select(pieces => string.Concat(pieces)).ListOf()
        from lineEnd in Gen.Elements("\n", "\r\n", "\r")
        select (columns, fields: fields.ToArray(), lineEnd),
        table =>
        {
            int rows = table.fields.Length / table.columns;
            string text = string.Concat(Enumerable.Range(0, rows).Select(row => string.Join(
                ',', table.fields.Skip(row * table.columns).Take(table.columns).Select(Quoted)) + table.lineEnd));

            TextTable read = Read(text, new TableOptions { Header = false });

            Assert.Equal(rows, read.RowCount);
            for (int i = 0; i < rows * table.columns; i++)
                Assert.Equal(table.fields[i], read[i % table.columns][i / table.columns]);
        });

    [Fact]
    public void Numbers_come_back_as_they_were() => Properties.Check(
        Gen.Choose(int.MinValue, int.MaxValue - 1).Select(bits => BitConverter.Int32BitsToSingle(bits)).Where(float.IsFinite),
        number => Assert.Equal(
            [number], Csv($"x\n{number.ToString("R", CultureInfo.InvariantCulture)}")["x"].ToSingle()));

    [Fact]
    public void Damaged_files_are_refused()
    {
        byte[] whole = Encoding.UTF8.GetBytes("name,n\n\"Kim, \"\"A\"\"\",1.5\n\"이\n순신\",NA\nx,-3e2\n");
        Properties.SurvivesDamage(whole, bytes => ReadAll(_folder.Write("a.csv", bytes)), tests: 1000);
        Properties.SurvivesDamage(TempFolder.Gzip(whole), bytes => ReadAll(_folder.Write("a.csv", bytes)));

        static void ReadAll(string path)
        {
            TextTable table = TextTable.Read(path);
            for (int column = 0; column < table.ColumnCount; column++)
                table[column].ToStrings();
            if (table.ColumnCount > 1)
                table[1].ToSingle(MissingValues.NaN);
        }
    }

    [RealDataFact("series/airline-passengers.csv", "series/daily-min-temperatures.csv", "series/monthly-sunspots.csv", "series/pollution.csv.gz")]
    public void Real_series_are_read()
    {
        float[] passengers = TextTable.Read(RealData.Path("series", "airline-passengers.csv"))["Passengers"].ToSingle();
        Assert.Equal((144, 112f, 432f), (passengers.Length, passengers[0], passengers[^1]));
        float[] temperatures = TextTable.Read(RealData.Path("series", "daily-min-temperatures.csv"))["Temp"].ToSingle();
        Assert.Equal((3650, 20.7f, 13f), (temperatures.Length, temperatures[0], temperatures[^1]));
        Assert.Equal(2820, TextTable.Read(RealData.Path("series", "monthly-sunspots.csv"))["Sunspots"].ToSingle().Length);

        TextTable pollution = TextTable.Read(RealData.Path("series", "pollution.csv.gz"));
        Assert.Equal((43_824, 13), (pollution.RowCount, pollution.ColumnCount));
        float[] pm25 = pollution["pm2.5"].ToSingle(MissingValues.NaN);
        Assert.True(float.IsNaN(pm25[0]));
        Assert.Equal(2067, pm25.Count(float.IsNaN));
        Assert.Equal(43_824 * 4, pollution.ToSingle(["TEMP", "PRES", "DEWP", "Iws"]).Length);
        Assert.Equal(["NE", "NW", "SE", "cv"], pollution["cbwd"].ToLabels().ClassNames);
        DataFormatException exception = Assert.Throws<DataFormatException>(() => pollution["pm2.5"].ToSingle());
        Assert.Equal(2, exception.Line);
    }

    [RealDataFact("ecg200/ECG200_TRAIN.txt.gz", "rt-polarity/rt-polarity.pos", "nsmc/test_5000.tsv.gz", "indoor-movement/IndoorMovement.zip")]
    public void Real_tables_of_other_forms_are_read()
    {
        TextTable ecg = TextTable.Read(RealData.Path("ecg200", "ECG200_TRAIN.txt.gz"), TableOptions.WhiteSpace);
        Assert.Equal((100, 97), (ecg.RowCount, ecg.ColumnCount));
        Assert.Equal(69, ecg[0].ToInt32().Count(label => label == 1));
        Assert.Equal(9600, ecg.ToSingle(1..).Length);

        TextTable korean = TextTable.Read(RealData.Path("nsmc", "test_5000.tsv.gz"));
        Assert.Equal(2500, korean["label"].ToInt32().Sum());
        Assert.Equal("이 영화보다도 제목으로 쓰레기가 어울리는 한국영화가 최근 많이 개봉함.", korean["document"][0]);

        TextTable sentences = TextTable.Read(
            RealData.Path("rt-polarity", "rt-polarity.pos"), TableOptions.Tsv with { Header = false, Encoding = Encoding.Latin1 });
        Assert.Equal(5331, sentences[0].ToStrings().Length);

        using ZipArchive zip = ZipFile.OpenRead(RealData.Path("indoor-movement", "IndoorMovement.zip"));
        ZipArchiveEntry targets = zip.Entries.Single(entry => entry.Name == "MovementAAL_target.csv");
        using Stream stream = targets.Open();
        Assert.Equal(158, TextTable.Read(stream, targets.FullName)[1].ToInt32().Count(label => label == 1));
    }

    private static string Quoted(string field)
        => field.AsSpan().IndexOfAny(",\"\r\n") >= 0 || field.Length == 0 ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private TextTable Csv(string text) => Read(text, TableOptions.Csv);

    private TextTable Read(string text, TableOptions options)
        => TextTable.Read(_folder.Write("a.csv", Encoding.UTF8.GetBytes(text)), options);
}
