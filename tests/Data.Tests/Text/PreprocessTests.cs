using FsCheck.Fluent;
using RnnGen.Data.Tests.Infrastructure;

namespace RnnGen.Data.Tests.Text;

public sealed class PreprocessTests
{
    private static readonly int[][] s_sequences = [[1], [2, 3], [4, 5, 6]];

    /// <summary>The rows that Keras' documentation of pad_sequences shows, and those of the other sides.</summary>
    [Theory]
    [InlineData(null, PadSide.Pre, PadSide.Pre, 0, new[] { 0, 0, 1, 0, 2, 3, 4, 5, 6 })]
    [InlineData(null, PadSide.Pre, PadSide.Pre, -1, new[] { -1, -1, 1, -1, 2, 3, 4, 5, 6 })]
    [InlineData(null, PadSide.Post, PadSide.Pre, 0, new[] { 1, 0, 0, 2, 3, 0, 4, 5, 6 })]
    [InlineData(2, PadSide.Pre, PadSide.Pre, 0, new[] { 0, 1, 2, 3, 5, 6 })]
    [InlineData(2, PadSide.Post, PadSide.Post, 0, new[] { 1, 0, 2, 3, 4, 5 })]
    [InlineData(4, PadSide.Post, PadSide.Pre, 7, new[] { 1, 7, 7, 7, 2, 3, 7, 7, 4, 5, 6, 7 })]
    public void Sequences_are_padded_and_cut_as_keras_does(int? length, PadSide padding, PadSide truncating, int value, int[] expected)
        => Assert.Equal(expected, Preprocess.PadSequences(s_sequences, length, padding, truncating, value));

    [Fact]
    public void Timesteps_of_several_features_stay_whole()
    {
        float[][] sequences = [[1, 2], [3, 4, 5, 6, 7, 8]];
        Assert.Equal([0f, 0, 1, 2, 5, 6, 7, 8], Preprocess.PadSequences(sequences, 2, features: 2));
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Preprocess.PadSequences(sequences, features: 4));
        Assert.Contains("Sequence 0 has 2 values", exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<ArgumentException>(() => Preprocess.PadSequences<int>([[1], null!]));
        Assert.StartsWith("Sequence 1 is null.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_padded_to_nothing()
    {
        Assert.Empty(Preprocess.PadSequences<int>([]));
        Assert.Empty(Preprocess.PadSequences<int>([[], []]));
        Assert.Equal([9, 9], Preprocess.PadSequences<int>([[], []], maxLength: 1, value: 9));
    }

    [Fact]
    public void A_row_is_padding_and_the_end_of_the_sequence() => Properties.Check(
        from sequences in Gen.Choose(1, 9).ListOf().Select(list => list.ToArray()).NonEmptyListOf()
        from length in Gen.Choose(1, 6)
        select (sequences: sequences.ToArray(), length),
        test =>
        {
            int[] rows = Preprocess.PadSequences(test.sequences, test.length);
            for (int i = 0; i < test.sequences.Length; i++)
            {
                int kept = Math.Min(test.length, test.sequences[i].Length);
                int[] row = rows[(i * test.length)..((i + 1) * test.length)];
                Assert.Equal(test.sequences[i][^kept..], row[^kept..]);
                Assert.All(row[..^kept], value => Assert.Equal(0, value));
            }
        });

    [Fact]
    public void Labels_become_one_hot_vectors()
    {
        Assert.Equal([0f, 1, 0, 1, 0, 0, 0, 0, 1], Preprocess.OneHot([1, 0, 2]));
        Assert.Equal([0f, 1, 0], Preprocess.OneHot([1], classes: 3));
        Assert.Empty(Preprocess.OneHot([]));
        Assert.Contains("Label 1 is 2, which is not 0 to 1.", Message(() => Preprocess.OneHot([1, 2], 2)), StringComparison.Ordinal);
        Assert.Contains("Label 0 is -1, which is not 0 or more.", Message(() => Preprocess.OneHot([-1])), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Preprocess.OneHot([0], classes: -1));

        static string Message(Func<object> call) => Assert.Throws<ArgumentException>(call).Message;
    }
}
