namespace RnnGen.Reports.Tests;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void What_is_said_of_a_class_follows_from_the_counts()
    {
        // Of class 1: TP 3, FP 1, FN 2, TN 4.
        ConfusionMatrix matrix = new([1, 1, 1, 1, 1, 0, 0, 0, 0, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], ["no", "yes"]);
        Assert.Equal((4, 1, 2, 3), (matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1]));
        Assert.Equal(0.7, matrix.Accuracy, 12);
        Assert.Equal(3 / 4.0, matrix.Precision(1), 12);
        Assert.Equal(3 / 5.0, matrix.Recall(1), 12);
        Assert.Equal(6 / 9.0, matrix.F1(1), 12);
        Assert.Equal(4 / 5.0, matrix.Specificity(1), 12);
        Assert.Equal((10, 5), (matrix.Count, matrix.Total(1)));
        Assert.Equal("      0   1\nno    4   1\nyes   2   3", matrix.ToString());
        Assert.Equal("     0\na 1000", new ConfusionMatrix(new int[1000], new int[1000], ["a"]).ToString());
    }

    [Fact]
    public void What_nobody_is_or_was_predicted_to_be_has_no_share()
    {
        ConfusionMatrix matrix = new([0], [0], ["a", "b"]);
        Assert.True(double.IsNaN(matrix.Recall(1)));
        Assert.True(double.IsNaN(matrix.Precision(1)));
    }

    [Fact]
    public void The_largest_output_is_the_prediction()
    {
        Assert.Equal([1, 0, 2], ConfusionMatrix.ArgMax([0.1f, 0.8f, 0.1f, 0.4f, 0.4f, 0.2f, -3, -2, -1], 3));
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.ArgMax([1, 2, 3], 2));
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Assert.Contains("2 targets and 1 predictions", Message(() => new ConfusionMatrix([0, 0], [0], ["a"])), StringComparison.Ordinal);
        Assert.Contains("Row 1 has label 2; there are 2 classes, from 0.", Message(() => new ConfusionMatrix([0, 2], [0, 0], ["a", "b"])), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix([], [], ["a"]));

        static string Message(Func<object> call) => Assert.Throws<ArgumentException>(call).Message;
    }
}
