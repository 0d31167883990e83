using RnnGen.Kernels;

namespace RnnGen.Runtime.Tests;

/// <summary>The kernels that take vectors, at sizes that are whole vectors and at such that are not.</summary>
public sealed class KernelTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 17)]
    [InlineData(16, 4)]
    [InlineData(16, 3)]
    [InlineData(17, 7)]
    [InlineData(33, 40)]
    [InlineData(64, 256)]
    [InlineData(257, 10)]
    public void TransposeExchangesRowsAndColumns(int rows, int columns)
    {
        // Some columns of a wider matrix.
        int stride = columns + 3;
        float[] source = [.. Enumerable.Range(0, rows * stride).Select(value => (float)value)];
        float[] target = new float[rows * columns + 1];

        MatMul.Transpose<float>(source, target, rows, columns, stride);

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                Assert.Equal(source[row * stride + column], target[column * rows + row]);
        }

        Assert.Equal(0, target[^1]);
    }

    [Fact]
    public void TransposeRefusesASourceThatIsTooShort() =>
        Assert.Throws<IndexOutOfRangeException>(() => MatMul.Transpose<float>(new float[16 * 4 - 1], new float[16 * 4], 16, 4));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(33, 1)]
    [InlineData(3, 7)]
    [InlineData(17, 32)]
    [InlineData(5, 33)]
    [InlineData(128, 257)]
    public void AddSumAddsRowAfterRow(int rows, int columns)
    {
        var random = new Random(1);
        float[] matrix = [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextSingle() - 0.5f)];
        float[] sum = [.. Enumerable.Range(0, columns).Select(_ => random.NextSingle())];
        float[] expected = [.. sum];
        for (int index = 0; index < matrix.Length; index++)
            expected[index % columns] += matrix[index];

        Rows.AddSum<float>(matrix, sum);

        Assert.Equal(expected, sum);
    }

    [Theory]
    [InlineData(33, 32)]
    [InlineData(31, 32)]
    [InlineData(1, 0)]
    public void AddSumRefusesAMatrixThatIsNotWholeRows(int values, int columns) =>
        Assert.Throws<ArgumentException>(() => Rows.AddSum<float>(new float[values], new float[columns]));
}
