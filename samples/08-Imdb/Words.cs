namespace Reviews;

/// <summary>How reviews become numbers.</summary>
internal static class Words
{
    /// <summary>Different words, the most frequent ones; all others are one: unknown (num_words in the lecture).</summary>
    public const int Count = 10_000;

    /// <summary>
    /// Words that a network reads (max_len in the lecture). Of longer reviews these are the last ones; shorter ones are filled
    /// up with zeros in front.
    /// </summary>
    public const int Length = 500;
}
