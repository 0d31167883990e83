using System.ComponentModel;
using System.Runtime.InteropServices;

namespace RnnGen.Kernels;

/// <summary>
/// The different tokens of a call, each once, in the order in which they first occur; and for each position the number that
/// its token has in this list. Generated code calls it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct TokenList
{
    // In memory: how many tokens the list has, the rows and the positions of the call; then the tokens, as many as there are
    // positions at most; then the positions' numbers, timestep by timestep; then for each token of the vocabulary its number.
    private const int Header = 3;

    private readonly Span<int> _memory;

    /// <summary>Sees memory as a list: that of the call before, until <see cref="Find"/> makes a new one.</summary>
    /// <param name="memory">3 + 2 · positions + vocabulary values, whatever they are.</param>
    public TokenList(Span<float> memory) => _memory = MemoryMarshal.Cast<float, int>(memory);

    /// <summary>How many different tokens there are.</summary>
    public int Count => _memory[0];

    /// <summary>The tokens.</summary>
    public ReadOnlySpan<int> Values => _memory.Slice(Header, Count);

    private int Rows => _memory[1];

    private int Positions => _memory[2];

    /// <summary><c>y = table[tokens of a timestep]</c>.</summary>
    /// <param name="table">(tokens × columns): a row for each token of the list.</param>
    /// <param name="y">(rows × columns)</param>
    /// <param name="columns">Columns of the table.</param>
    /// <param name="timestep">From 0 to the timesteps − 1.</param>
    /// <param name="next">The timestep that is likely to come next; its rows of the table are on their way to the cache from here on.</param>
    public void Take(ReadOnlySpan<float> table, Span<float> y, int columns, int timestep, int next)
    {
        Prefetch(table, columns, next);
        Table.Gather(table, NumbersAt(timestep), y, columns);
    }

    /// <summary><c>table[tokens of a timestep] += delta</c>.</summary>
    /// <param name="delta">(rows × columns)</param>
    /// <param name="table">(tokens × columns): a row for each token of the list.</param>
    /// <param name="columns">Columns of the table.</param>
    /// <param name="timestep">From 0 to the timesteps − 1.</param>
    /// <param name="next">The timestep that is likely to come next.</param>
    public void Add(ReadOnlySpan<float> delta, Span<float> table, int columns, int timestep, int next)
    {
        Prefetch(table, columns, next);
        Table.ScatterAdd(delta, NumbersAt(timestep), table, columns);
    }

    /// <summary>Lists the tokens of a call.</summary>
    /// <param name="tokens">(rows × timesteps), each from 0 to the vocabulary − 1</param>
    /// <param name="timesteps">Tokens of a row.</param>
    public void Find(ReadOnlySpan<int> tokens, int timesteps)
    {
        int rows = tokens.Length / timesteps, count = 0;
        Span<int> values = _memory.Slice(Header, tokens.Length);
        Span<int> numbers = _memory.Slice(Header + tokens.Length, tokens.Length);
        Span<int> numberOf = _memory[(Header + 2 * tokens.Length)..];
        values[0] = -1;
        for (int t = 0; t < timesteps; t++)
        {
            for (int row = 0; row < rows; row++)
            {
                // A number counts when its entry in the list is this token, so that what the memory held before need not be
                // cleared (Briggs and Torczon, An efficient representation for sparse sets, 1993). No branch depends on the
                // token: whether it is new cannot be predicted.
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

        (_memory[0], _memory[1], _memory[2]) = (count, rows, tokens.Length);
    }

    private ReadOnlySpan<int> NumbersAt(int timestep) => _memory.Slice(Header + Positions + timestep * Rows, Rows);

    /// <summary>While a timestep is computed there is time to bring the rows of the next one near.</summary>
    private void Prefetch(ReadOnlySpan<float> table, int columns, int timestep)
    {
        if ((uint)timestep * (long)Rows >= Positions)
            return;
        foreach (int number in NumbersAt(timestep))
            Table.Prefetch(table, number, columns);
    }
}
