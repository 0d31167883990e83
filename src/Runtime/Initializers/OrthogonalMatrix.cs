using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnGen;

/// <summary>Random orthogonal matrices (Saxe et al., 2014; Keras: <c>orthogonal</c>).</summary>
internal static class OrthogonalMatrix
{
    private const int BlockSize = 8;

    /// <summary>
    /// Fills a matrix with orthonormal rows, or orthonormal columns if it has more rows than columns, times gain.
    /// </summary>
    /// <remarks>
    /// Keras takes Q·sign(diag R) of the QR decomposition of a normal matrix with at least as many rows as columns, and
    /// transposes it where needed: the one Q whose R has a positive diagonal. That is what Gram–Schmidt gives.
    /// </remarks>
    public static void Fill(Span<float> values, int columns, double gain, RandomStream random)
    {
        int rows = values.Length / columns;
        int count = Math.Min(rows, columns);
        int length = Math.Max(rows, columns);

        // The vectors to make orthonormal lie one after the other: the rows of a wide matrix, the columns of a tall one.
        double[] vectors = new double[count * length];
        foreach (ref double value in vectors.AsSpan())
            value = random.NextNormal();
        Orthonormalize(vectors, count, length);

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                int index = rows <= columns ? row * length + column : column * length + row;
                values[row * columns + column] = (float)(gain * vectors[index]);
            }
        }
    }

    /// <summary>Makes each vector orthogonal to those before it, and its length 1 (modified Gram–Schmidt).</summary>
    private static void Orthonormalize(double[] vectors, int count, int length)
    {
        for (int start = 0; start < count; start += BlockSize)
        {
            int end = Math.Min(start + BlockSize, count);

            // A block of vectors at a time: one before them is then fetched from memory once for all of them.
            for (int j = 0; j < start; j++)
            {
                for (int i = start; i < end; i++)
                    RemoveDirection(vectors, i, j, length);
            }

            for (int i = start; i < end; i++)
            {
                for (int j = start; j < i; j++)
                    RemoveDirection(vectors, i, j, length);
                Normalize(vectors, i, length);
            }
        }
    }

    /// <summary>Makes vector i, from which all directions before it have been removed, a unit vector.</summary>
    private static void Normalize(double[] vectors, int i, int length)
    {
        // What is left of the directions before it is rounding. Where the vector, at first about √length long, has become
        // short, the rounding is no longer small beside it and has to be removed as well.
        ReadOnlySpan<double> vector = vectors.AsSpan(i * length, length);
        double norm = Math.Sqrt(Dot(vector, vector));
        if (norm < 0.5 * Math.Sqrt(length))
        {
            for (int j = 0; j < i; j++)
                RemoveDirection(vectors, i, j, length);
            norm = Math.Sqrt(Dot(vector, vector));
        }

        foreach (ref double value in vectors.AsSpan(i * length, length))
            value /= norm;
    }

    /// <summary>Removes from vector i its part in the direction of the unit vector j.</summary>
    private static void RemoveDirection(double[] vectors, int i, int j, int length)
    {
        Span<double> vector = vectors.AsSpan(i * length, length);
        ReadOnlySpan<double> unit = vectors.AsSpan(j * length, length);
        AddScaled(vector, unit, -Dot(vector, unit));
    }

    // Sums in a fixed order, eight lanes wide on every processor, so that a seed gives the same weights everywhere.
    // The loops here run long the first time they are called, so they are not left to tiered compilation.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector256<double>> av = MemoryMarshal.Cast<double, Vector256<double>>(a);
        ReadOnlySpan<Vector256<double>> bv = MemoryMarshal.Cast<double, Vector256<double>>(b);
        Vector256<double> even = default;
        Vector256<double> odd = default;
        int i = 0;
        for (; i + 1 < av.Length; i += 2)
        {
            even += av[i] * bv[i];
            odd += av[i + 1] * bv[i + 1];
        }

        if (i < av.Length)
            even += av[i] * bv[i];
        Vector256<double> lanes = even + odd;
        double sum = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
        for (int j = av.Length * Vector256<double>.Count; j < a.Length; j++)
            sum += a[j] * b[j];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddScaled(Span<double> a, ReadOnlySpan<double> b, double factor)
    {
        Span<Vector256<double>> av = MemoryMarshal.Cast<double, Vector256<double>>(a);
        ReadOnlySpan<Vector256<double>> bv = MemoryMarshal.Cast<double, Vector256<double>>(b);
        for (int i = 0; i < av.Length; i++)
            av[i] += bv[i] * factor;
        for (int i = av.Length * Vector256<double>.Count; i < a.Length; i++)
            a[i] += b[i] * factor;
    }
}
