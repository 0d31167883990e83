using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;

namespace RnnGen.Kernels;

/// <summary>Rows of a table by their numbers: what an embedding does. Generated code calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Table
{
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
            table.Slice(tokens[i] * columns, columns).CopyTo(y[(i * columns)..]);
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

    private static void AddRow<T>(ReadOnlySpan<T> delta, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => TensorPrimitives.Add(gradient, delta, gradient);
}
