using System.Numerics.Tensors;
using RnnGen.Cells;
using static RnnGen.Cells.Functions;

namespace RnnGen.Runtime.Tests.Cells;

/// <summary>The vectors and weights of cells, where a cell runs as ordinary C#.</summary>
public class EagerCellTests
{
    private static readonly Vector s_a = new(1, -2, 3);
    private static readonly Vector s_b = new(4, 0.5f, -1);

    [Fact]
    public void Operators_work_value_by_value()
    {
        AssertValues([5, -1.5f, 2], s_a + s_b);
        AssertValues([-3, -2.5f, 4], s_a - s_b);
        AssertValues([4, -1, -3], s_a * s_b);
        AssertValues([0.25f, -4, -3], s_a / s_b);
        AssertValues([-1, 2, -3], -s_a);
    }

    [Fact]
    public void Numbers_go_with_each_value_on_either_side()
    {
        AssertValues([3, 0, 5], s_a + 2);
        AssertValues([3, 0, 5], 2 + s_a);
        AssertValues([0.5f, -2.5f, 2.5f], s_a - 0.5);
        AssertValues([0.5f, 3.5f, -1.5f], 1.5f - s_a);
        AssertValues([3, -6, 9], s_a * 3);
        AssertValues([3, -6, 9], 3 * s_a);
        AssertValues([0.5f, -1, 1.5f], s_a / 2);
        AssertValues([3, -1.5f, 1], 3 / s_a);
    }

    [Fact]
    public void Kernel_multiplies_a_row_vector()
    {
        Kernel w = new(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } });
        AssertValues([10, 12], s_a * w);
        Assert.Equal((3, 2), (w.Rows, w.Columns));
        Assert.Equal(6, w[2, 1]);
    }

    [Fact]
    public void Recurrent_kernel_multiplies_a_row_vector() =>
        AssertValues([-5, -6], new Vector(1, -2) * new RecurrentKernel(new float[,] { { 1, 2 }, { 3, 4 } }));

    [Fact]
    public void Bias_and_diagonal_kernel_are_vectors()
    {
        AssertValues([5, -1.5f, 2], s_a + new Bias([4, 0.5f, -1]));
        AssertValues([4, -1, -3], s_a * new DiagonalKernel([4, 0.5f, -1]));
    }

    [Fact]
    public void Weights_are_copies_of_tensors()
    {
        float[] values = [1, 2, 3, 4, 5, 6];
        TensorSpan<float> tensor = new(values, [3, 2]);
        Kernel w = new(tensor);
        Bias b = new(new TensorSpan<float>(values, [6]));
        values[0] = 100;

        Assert.Equal(1, w[0, 0]);
        Assert.Equal(4, w[1, 1]);
        AssertValues([1, 2, 3, 4, 5, 6], b);
    }

    [Fact]
    public void Vector_is_a_copy_of_an_array()
    {
        float[] values = [1, 2];
        Vector v = values;
        values[0] = 100;

        AssertValues([1, 2], v);
        Assert.Equal(2, v.Length);
        Assert.Equal(2f, v[1]);
        Assert.Equal([1f, 2f], v.AsSpan().ToArray());
        AssertValues([0, 0, 0], Vector.Zeros(3));
    }

    [Fact]
    public void Functions_work_value_by_value()
    {
        AssertValues([MathF.Tanh(1), MathF.Tanh(-2), MathF.Tanh(3)], Tanh(s_a));
        AssertValues([0.7310586f, 0.1192029f, 0.9525741f], Sigmoid(s_a));
        AssertValues([1, 0, 3], Relu(s_a));
        AssertValues([1, -0.4f, 3], LeakyRelu(s_a));
        AssertValues([1, MathF.Exp(-2) - 1, 3], Elu(s_a));
        AssertValues([1.050701f, -1.520167f, 3.152103f], Selu(s_a));
        AssertValues([0.8413447f, -0.0455003f, 2.9959502f], Gelu(s_a));
        AssertValues([0.7310586f, -0.2384058f, 2.8577223f], Silu(s_a));
        AssertValues([1.3132617f, 0.1269280f, 3.0485874f], Softplus(s_a));
        AssertValues([0.5f, -2 / 3f, 0.75f], Softsign(s_a));
        AssertValues([MathF.Exp(-30), 30], Softplus(new Vector([-30, 30])), 1e-20f);
        AssertValues([2 / 3f, 1 / 6f, 1], HardSigmoid(s_a));
        AssertValues([MathF.E, MathF.Exp(-2), MathF.Exp(3)], Exp(s_a));
        AssertValues([0, MathF.Log(2), MathF.Log(3)], Log(Abs(s_a)));
        AssertValues([1, MathF.Sqrt(2), MathF.Sqrt(3)], Sqrt(Abs(s_a)));
        AssertValues([1, 4, 9], Square(s_a));
        AssertValues([0.1185f, 0.0059f, 0.8756f], Softmax(s_a), 1e-4f);
        AssertValues([1, -2, -1], Min(s_a, s_b));
        AssertValues([4, 0.5f, 3], Max(s_a, s_b));
        AssertValues([1, -2, 1.5f], Min(s_a, 1.5));
        AssertValues([1, -2, 1.5f], Min(1.5, s_a));
        AssertValues([1, 0, 3], Max(s_a, 0));
        AssertValues([1, 0, 3], Max(0, s_a));
    }

    [Fact]
    public void Vectors_of_unequal_sizes_are_named_with_their_sizes()
    {
        Vector two = new(1, 2);
        AssertMessage("A vector of 3 values cannot be added to a vector of 2 values: both need as many.", () => s_a + two);
        AssertMessage("A vector of 2 values cannot be divided by a vector of 3 values: both need as many.", () => two / s_a);
        AssertMessage("A vector of 3 values cannot be compared with a vector of 2 values: both need as many.", () => Max(s_a, two));
        Bias bf = new([1, 2]);
        AssertMessage("A vector of 3 values cannot be added to Bias bf of 2 values: both need as many.", () => s_a + new Bias([1, 2], nameof(bf)));
        DiagonalKernel peephole = new([1, 2]);
        AssertMessage("DiagonalKernel [1, 2] of 2 values cannot be multiplied by a vector of 3 values: both need as many.", () => peephole * s_a);
    }

    [Fact]
    public void Vector_that_does_not_fit_a_kernel_is_named_with_the_kernels_size()
    {
        float[,] Wf = { { 1, 2 }, { 3, 4 } };
        AssertMessage("A vector of 3 values cannot be multiplied by Kernel Wf (2 × 2), which takes vectors of 2.", () => s_a * new Kernel(Wf));
    }

    [Fact]
    public void Tensor_with_other_axes_is_no_weight()
    {
        float[] values = new float[6];
        AssertMessage("A Kernel has two axes, but values has 1. (Parameter 'values')", () => new Kernel(new TensorSpan<float>(values, [6]), nameof(values)));
        AssertMessage("A Bias has one axis, but values has 2. (Parameter 'values')", () => new Bias(new TensorSpan<float>(values, [2, 3]), nameof(values)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Vector.Zeros(-1));
    }

    [Fact]
    public void Debugger_shows_values_and_sizes()
    {
        Assert.Equal("[1, -2, 3]", s_a.ToString());
        Assert.Equal("[0, 0, 0, 0, 0, 0, 0, 0, … 100 values]", Vector.Zeros(100).ToString());
        Assert.Equal("RecurrentKernel U (2 × 2)", new RecurrentKernel(new float[2, 2], "U").ToString());
    }

    private static void AssertValues(float[] expected, Vector found, float tolerance = 1e-6f)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], tolerance * (1 + MathF.Abs(expected[i])));
    }

    private static void AssertMessage(string message, Func<object> compute) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(compute).Message);
}
