namespace RnnGen.Generator.Tests.Infrastructure;

/// <summary>Random numbers from FsCheck, used up one by one to make decisions; when they run out, every decision is the first.</summary>
internal sealed class Genes(IReadOnlyList<int> numbers)
{
    private int _next;

    public bool IsEmpty => _next >= numbers.Count;

    /// <summary>A number in [0, count).</summary>
    public int Below(int count) => IsEmpty ? 0 : numbers[_next++] % count;

    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True once in <paramref name="count"/> times.</summary>
    public bool Once(int count) => Below(count) == count - 1;

    public T Pick<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}
