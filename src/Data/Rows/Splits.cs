using System.Globalization;

namespace RnnGen.Data;

/// <summary>Which rows go into which part.</summary>
internal static class Splits
{
    /// <summary>Parts of rows that follow each other.</summary>
    public static int[][] InOrder(int count, double[] shares)
    {
        int[] sizes = Sizes(count, shares);
        CheckSizes(sizes, count, shares);
        int[][] parts = new int[sizes.Length][];
        int start = 0;
        for (int part = 0; part < parts.Length; part++)
        {
            parts[part] = [.. Enumerable.Range(start, sizes[part])];
            start += sizes[part];
        }

        return parts;
    }

    /// <summary>
    /// Parts in which each class has its share, within two rows; the rows of a part are in the order given.
    /// </summary>
    public static int[][] Stratified(int[] classes, int[] order, double[] shares)
    {
        // Class by class, each row goes to the part that lacks most of its share of the rows so far.
        int[] sizes = new int[shares.Length];
        int[] partOf = new int[classes.Length];
        int done = 0;
        foreach (int row in order.OrderBy(row => classes[row]))
        {
            done++;
            int part = 0;
            for (int other = 1; other < shares.Length; other++)
            {
                if ((shares[other] * done) - sizes[other] > (shares[part] * done) - sizes[part])
                    part = other;
            }

            sizes[part]++;
            partOf[row] = part;
        }

        CheckSizes(sizes, classes.Length, shares);
        return [.. sizes.Select((_, part) => order.Where(row => partOf[row] == part).ToArray())];
    }

    /// <summary>Sizes of the parts: each cut is at the nearest whole row.</summary>
    private static int[] Sizes(int count, double[] shares)
    {
        int[] sizes = new int[shares.Length];
        double cut = 0;
        int start = 0;
        for (int part = 0; part < sizes.Length; part++)
        {
            cut += shares[part];
            int end = part == sizes.Length - 1 ? count : (int)Dataset.NearestRow(count * cut);
            sizes[part] = end - start;
            start = end;
        }

        return sizes;
    }

    private static void CheckSizes(int[] sizes, int count, double[] shares)
    {
        if (shares.Any(share => !(share > 0)) || sizes.Any(size => size <= 0))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{ShapeText.Count(count, "row")} in parts of {string.Join(", ", shares.Select(Percent))}: "
                + $"each part must have a row."));
        }

        static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##} %");
    }
}
