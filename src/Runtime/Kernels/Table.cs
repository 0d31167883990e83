using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Kernels;

/// <summary>Rows of a table by their numbers: what an embedding does. Generated code calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Table
{
    /// <summary>Bytes of a line of the cache.</summary>
    private const int CacheLine = 64;

    /// <summary>Rows from asking for one to using it: the time to fetch one is about that to copy so many.</summary>
    private const int Ahead = 8;

    /// <summary><c>y = table[tokens]</c>.</summary>
    /// <param name="table">(vocabulary × columns)</param>
    /// <param name="tokens">(rows × timesteps), each from 0 to the vocabulary − 1</param>
    /// <param name="y">(rows × timesteps × columns)</param>
    /// <param name="columns">Columns of the table.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void Gather<T>(ReadOnlySpan<T> table, ReadOnlySpan<int> tokens, Span<T> y, int columns)
        where T : unmanaged
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            if (i + Ahead < tokens.Length)
                Prefetch(table, tokens[i + Ahead], columns);
            table.Slice(tokens[i] * columns, columns).CopyTo(y[(i * columns)..]);
        }
    }

    /// <summary><c>y = table[tokens]</c>, timestep by timestep.</summary>
    /// <param name="table">(vocabulary × columns)</param>
    /// <param name="tokens">(rows × timesteps), each from 0 to the vocabulary − 1</param>
    /// <param name="y">(timesteps × rows × columns)</param>
    /// <param name="columns">Columns of the table.</param>
    /// <param name="timesteps">Tokens of a row.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void GatherByTime<T>(ReadOnlySpan<T> table, ReadOnlySpan<int> tokens, Span<T> y, int columns, int timesteps)
        where T : unmanaged
    {
        int rows = tokens.Length / timesteps;
        for (int t = 0; t < timesteps; t++)
        {
            for (int row = 0; row < rows; row++)
                table.Slice(tokens[row * timesteps + t] * columns, columns).CopyTo(y[((t * rows + row) * columns)..]);
        }
    }

    /// <summary><c>gradient[tokens] += delta</c>.</summary>
    /// <param name="delta">(rows × timesteps × columns)</param>
    /// <param name="tokens">(rows × timesteps)</param>
    /// <param name="gradient">(vocabulary × columns)</param>
    /// <param name="columns">Columns of the table.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void ScatterAdd<T>(ReadOnlySpan<T> delta, ReadOnlySpan<int> tokens, Span<T> gradient, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < tokens.Length; i++)
            AddRow(delta.Slice(i * columns, columns), gradient.Slice(tokens[i] * columns, columns));
    }

    /// <summary><c>gradient[tokens] += delta</c>, for gradients timestep by timestep.</summary>
    /// <param name="delta">(timesteps × rows × columns)</param>
    /// <param name="tokens">(rows × timesteps)</param>
    /// <param name="gradient">(vocabulary × columns)</param>
    /// <param name="columns">Columns of the table.</param>
    /// <param name="timesteps">Tokens of a row.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void ScatterAddByTime<T>(ReadOnlySpan<T> delta, ReadOnlySpan<int> tokens, Span<T> gradient, int columns, int timesteps)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = tokens.Length / timesteps;
        for (int t = 0; t < timesteps; t++)
        {
            for (int row = 0; row < rows; row++)
                AddRow(delta.Slice((t * rows + row) * columns, columns), gradient.Slice(tokens[row * timesteps + t] * columns, columns));
        }
    }

    /// <summary><c>gradient[tokens] = 0</c>.</summary>
    /// <param name="tokens">Numbers of rows, each any number of times.</param>
    /// <param name="gradient">(vocabulary × columns)</param>
    /// <param name="columns">Columns of the table.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    public static void Clear<T>(ReadOnlySpan<int> tokens, Span<T> gradient, int columns)
        where T : unmanaged
    {
        foreach (int token in tokens)
            gradient.Slice(token * columns, columns).Clear();
    }

    /// <summary>Adds rows of a table to those of a matrix.</summary>
    /// <param name="table">Rows of so many columns.</param>
    /// <param name="numbers">For each row of y that of the table; −1 for none.</param>
    /// <param name="y">(numbers × columns)</param>
    /// <param name="columns">Columns of both.</param>
    internal static void AddRows(ReadOnlySpan<float> table, ReadOnlySpan<int> numbers, Span<float> y, int columns)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            if (i + Ahead < numbers.Length && numbers[i + Ahead] >= 0)
                Prefetch(table, numbers[i + Ahead], columns);
            if (numbers[i] >= 0)
                AddRow(table.Slice(numbers[i] * columns, columns), y.Slice(i * columns, columns));
        }
    }

    /// <summary>
    /// Brings a row near. Rows stand anywhere in a table, so that the hardware does not see them coming.
    /// </summary>
    internal static unsafe void Prefetch<T>(ReadOnlySpan<T> table, int row, int columns)
        where T : unmanaged
    {
        if (!Sse.IsSupported)
            return;
        // An address is all it takes: it does not matter if the table is moved meanwhile.
        T* start = (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(table)) + (long)row * columns;
        for (int column = 0; column < columns; column += CacheLine / sizeof(T))
            Sse.Prefetch1(start + column);
    }

    /// <summary>A row is short: calling TensorPrimitives would cost as much as the sum.</summary>
    private static void AddRow<T>(ReadOnlySpan<T> delta, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T from = ref MemoryMarshal.GetReference(delta);
        ref T to = ref MemoryMarshal.GetReference(gradient[..delta.Length]);
        int column = 0, whole = delta.Length - delta.Length % Vector<T>.Count;
        for (; column < whole; column += Vector<T>.Count)
        {
            ref T target = ref Unsafe.Add(ref to, column);
            (Vector.LoadUnsafe(ref target) + Vector.LoadUnsafe(ref from, (nuint)column)).StoreUnsafe(ref target);
        }

        for (; column < delta.Length; column++)
            gradient[column] += delta[column];
    }
}
