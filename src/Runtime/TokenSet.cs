namespace RnnGen;

/// <summary>Different tokens, each with a number: 0, 1, 2 … in the order in which they were found.</summary>
/// <param name="most">How many there can be.</param>
/// <param name="vocabulary">Tokens are less than this.</param>
/// <remarks>
/// A number counts when the token of that number is this token, so that no memory need be cleared (Briggs and Torczon, An
/// efficient representation for sparse sets, 1993).
/// </remarks>
internal sealed class TokenSet(int most, int vocabulary)
{
    private readonly int[] _values = new int[most];
    private readonly int[] _numberOf = new int[vocabulary];

    /// <summary>How many tokens there are.</summary>
    public int Count { get; private set; }

    /// <summary>The tokens by their numbers.</summary>
    public ReadOnlySpan<int> Values => _values.AsSpan(0, Count);

    /// <summary>Forgets all tokens.</summary>
    public void Clear()
    {
        Count = 0;
        _values[0] = -1;
    }

    /// <summary>Adds tokens that are not there yet.</summary>
    /// <param name="tokens">(rows × timesteps)</param>
    /// <param name="timesteps">Tokens of a row.</param>
    /// <param name="numbers">(timesteps × rows): receives each token's number.</param>
    public void Add(ReadOnlySpan<int> tokens, int timesteps, Span<int> numbers)
    {
        int rows = tokens.Length / timesteps, count = Count;
        int[] values = _values, numberOf = _numberOf;
        for (int t = 0; t < timesteps; t++)
        {
            for (int row = 0; row < rows; row++)
            {
                // No branch depends on the token: whether it is new cannot be predicted.
                int token = tokens[row * timesteps + t], marked = numberOf[token];
                int candidate = (uint)marked < (uint)count ? marked : 0;
                bool isNew = values[candidate] != token;
                int number = isNew ? count : candidate;
                values[number] = token;
                numberOf[token] = number;
                numbers[t * rows + row] = number;
                count += isNew ? 1 : 0;
            }
        }

        Count = count;
    }
}
