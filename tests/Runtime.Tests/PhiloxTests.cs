namespace RnnGen.Runtime.Tests;

public class PhiloxTests
{
    /// <summary>The known-answer vectors of philox4x32-10 that the authors publish with Random123.</summary>
    [Theory]
    [InlineData(
        new uint[] { 0, 0, 0, 0 },
        new uint[] { 0, 0 },
        new uint[] { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 })]
    [InlineData(
        new uint[] { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
        new uint[] { 0xffffffff, 0xffffffff },
        new uint[] { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd })]
    [InlineData(
        new uint[] { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 },
        new uint[] { 0xa4093822, 0x299f31d0 },
        new uint[] { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 })]
    public void Gives_the_published_answers(uint[] counter, uint[] key, uint[] expected)
    {
        var block = Philox.Compute(new(counter[0], counter[1], counter[2], counter[3]), key[0], key[1]);

        Assert.Equal(expected, new[] { block.Word0, block.Word1, block.Word2, block.Word3 });
    }

    [Fact]
    public void A_stream_is_its_blocks_one_after_the_other()
    {
        var stream = new RandomStream(7, RandomPurpose.Weights, index: 3);
        var blocks = new RandomStream(7, RandomPurpose.Weights, index: 3);

        for (ulong block = 0; block < 3; block++)
        {
            Philox.Block numbers = blocks.BlockAt(block);
            Assert.Equal(numbers.Word0, stream.NextUInt32());
            Assert.Equal(numbers.Word1, stream.NextUInt32());
            Assert.Equal(numbers.Word2, stream.NextUInt32());
            Assert.Equal(numbers.Word3, stream.NextUInt32());
        }
    }

    [Fact]
    public void Streams_differ_by_seed_purpose_index_and_step()
    {
        RandomStream[] streams =
        [
            new(0, RandomPurpose.Weights), new(1, RandomPurpose.Weights), new(-1, RandomPurpose.Weights),
            new(0, RandomPurpose.Dropout), new(0, RandomPurpose.Shuffle), new(0, RandomPurpose.Weights, index: 1),
            new(0, RandomPurpose.Weights, step: 1), new(0, RandomPurpose.Weights, step: 1L << 32),
            new(0, RandomPurpose.Weights, index: 1, step: 1),
        ];

        Assert.Equal(streams.Length, streams.Select(stream => stream.BlockAt(0)).Distinct().Count());
    }

    [Fact]
    public void Bounded_numbers_are_equally_likely()
    {
        var random = new RandomStream(5, RandomPurpose.Shuffle);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
            counts[random.NextBelow(7)]++;

        // Chi-squared with 6 degrees of freedom: above 22.5 once in a thousand seeds.
        Assert.True(counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000) < 22.5);
    }

    [Fact]
    public void Shuffling_gives_every_order_equally_often()
    {
        var counts = new Dictionary<string, int>();
        for (int step = 0; step < 24_000; step++)
        {
            int[] items = [0, 1, 2, 3];
            new RandomStream(1, RandomPurpose.Shuffle, step: step).Shuffle(items);
            string order = string.Concat(items);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, counts.Count);

        // Chi-squared with 23 degrees of freedom: above 49.7 once in a thousand seeds.
        Assert.True(counts.Values.Sum(count => Math.Pow(count - 1000, 2) / 1000) < 49.7);
    }
}
