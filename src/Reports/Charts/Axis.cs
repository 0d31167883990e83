using System.Globalization;

namespace RnnGen.Reports;

/// <summary>An axis that holds a range of values, with ticks at round numbers: 1, 2 or 5 times a power of ten.</summary>
internal sealed class Axis
{
    /// <summary>What is smaller could not be divided into steps.</summary>
    private const double LeastRange = 1e-300;

    /// <summary>A label has at most so many digits behind the point of a power of ten; there is no room for more.</summary>
    private const int MostDigits = 8;

    private readonly double _step;
    private readonly long _first;
    private readonly long _last;

    /// <param name="least">The least value.</param>
    /// <param name="most">The greatest value.</param>
    /// <param name="ticks">About how many ticks there are to be.</param>
    /// <param name="whole">Whether ticks are only at whole numbers.</param>
    public Axis(double least, double most, int ticks, bool whole = false)
    {
        // A line of equal values lies in the middle.
        double range = most - least;
        double size = Math.Max(Math.Abs(least), Math.Abs(most));
        if (!(range > Math.Max(size * 1e-12, LeastRange)))
        {
            double margin = size <= LeastRange ? 0.5 : size * 0.1;
            (least, most, range) = (least - margin, most + margin, 2 * margin);
        }

        // Half of the range may be the most that a double holds.
        double rough = double.IsFinite(range) ? range / ticks : (most / ticks) - (least / ticks);
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double times = (rough / power) - 1e-9;
        _step = power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
        if (whole)
            _step = Math.Max(1, Math.Round(_step));
        _first = (long)Math.Floor((least / _step) + 1e-9);
        _last = (long)Math.Ceiling((most / _step) - 1e-9);
    }

    /// <summary>The lower end, a tick.</summary>
    public double Least => _first * _step;

    /// <summary>The upper end, a tick.</summary>
    public double Most => _last * _step;

    /// <summary>The ticks, from the lower end to the upper.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            for (long tick = _first; tick <= _last; tick++)
                yield return tick * _step;
        }
    }

    /// <summary>Where a value lies: 0 at the lower end, 1 at the upper.</summary>
    public double Share(double value) => ((value / _step) - _first) / (_last - _first);

    /// <summary>A tick as text, with as many decimals as the ticks need.</summary>
    public string Label(double tick)
    {
        double size = Math.Max(Math.Abs(Least), Math.Abs(Most));
        if (size is >= 1e6 or < 1e-3)
        {
            // As many digits as tell a tick from the next one: two, but for a short range far from zero.
            double digits = Math.Floor(Math.Log10(size)) - Math.Floor(Math.Log10(_step) + 1e-9);
            return tick.ToString($"0.{new string('#', Math.Clamp((int)digits, 2, MostDigits))}e0", CultureInfo.InvariantCulture);
        }

        int decimals = Math.Max(0, (int)-Math.Floor(Math.Log10(_step) + 1e-9));
        return tick.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
