using System.Globalization;
using System.Text;

namespace RnnGen;

/// <summary>
/// Prints training as Keras 3 does: <c>Epoch 1/5</c>, then
/// <c>1875/1875 ━━━━━━━━━━━━━━━━━━━━ 11s 6ms/step - accuracy: 0.8364 - loss: 0.5374</c>. <c>Fit</c> uses one unless it is
/// silent; pass one as a callback to print elsewhere than on the console.
/// </summary>
public sealed class ProgbarLogger : Callback
{
    private const int BarWidth = 20;

    /// <summary>The line is drawn again at most this often, so that drawing costs nothing beside training.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly Verbosity _verbosity;
    private readonly TextWriter _writer;
    private readonly TimeProvider _time;
    private readonly bool _live;
    private readonly Func<int>? _terminalWidth;
    private readonly StringBuilder _line = new();

    private long _epochStart;
    private long _afterFirstStep;
    private long _afterLastStep;
    private long _lastDrawn;
    private int _done;
    private int _drawnWidth;

    /// <summary>Makes the callback.</summary>
    /// <param name="verbosity">What is printed.</param>
    /// <param name="writer">
    /// Where it is printed; null for the console. Only on a console that is not redirected does the line move while it
    /// trains; elsewhere nothing is ever overwritten.
    /// </param>
    public ProgbarLogger(Verbosity verbosity = Verbosity.Auto, TextWriter? writer = null)
        : this(
            verbosity,
            writer ?? Console.Out,
            TimeProvider.System,
            writer is null && !Console.IsOutputRedirected ? () => Console.WindowWidth : null)
    {
    }

    /// <param name="verbosity">What is printed.</param>
    /// <param name="writer">Where it is printed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="terminalWidth">Columns of the terminal behind the writer; null if there is none.</param>
    internal ProgbarLogger(Verbosity verbosity, TextWriter writer, TimeProvider time, Func<int>? terminalWidth)
    {
        bool live = terminalWidth is not null;
        _terminalWidth = terminalWidth;
        _verbosity = verbosity != Verbosity.Auto ? verbosity : live ? Verbosity.Progress : Verbosity.OneLine;
        _writer = writer;
        _time = time;
        _live = live && _verbosity == Verbosity.Progress;
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch)
    {
        _epochStart = _time.GetTimestamp();
        _afterFirstStep = _epochStart;
        _afterLastStep = _epochStart;
        _done = 0;
        if (_verbosity != Verbosity.Silent && Epochs > 1)
            WriteLine(string.Create(CultureInfo.InvariantCulture, $"Epoch {epoch + 1}/{Epochs}"));
    }

    /// <inheritdoc/>
    public override void OnBatchEnd(int batch, Logs logs)
    {
        _afterLastStep = _time.GetTimestamp();
        _done = batch + 1;
        if (_done == 1)
            _afterFirstStep = _afterLastStep;
        if (!_live || (_drawnWidth > 0 && _time.GetElapsedTime(_lastDrawn, _afterLastStep) < Interval))
            return;

        _lastDrawn = _afterLastStep;
        _line.Clear();
        AppendCount();
        AppendBar();
        _line.Append(' ');
        AppendRemaining(SecondsPerStep * (Steps - _done));
        AppendSecondsPerStep();
        AppendLogs(logs);

        // A line that wraps could not be drawn over; some terminals say they have no columns.
        int columns = _terminalWidth!();
        if (columns > 0)
            _line.Length = Math.Min(_line.Length, columns - 1);
        int width = _line.Length;
        Overwrite();
        _writer.Write(_line);
        _writer.Flush();
        _drawnWidth = width;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (_verbosity == Verbosity.Silent)
            return;

        double elapsed = _time.GetElapsedTime(_epochStart).TotalSeconds;
        _line.Clear();
        AppendCount();
        if (_verbosity == Verbosity.Progress)
        {
            AppendBar();
            _line.Append(CultureInfo.InvariantCulture, $" {elapsed:F0}s");
        }
        else
        {
            _line.Append(CultureInfo.InvariantCulture, $" - {elapsed:F0}s -");
        }

        AppendSecondsPerStep();
        AppendLogs(logs);
        Overwrite();
        WriteLine(_line.ToString());
        _drawnWidth = 0;
    }

    /// <inheritdoc/>
    public override void OnTrainEnd()
    {
        // An epoch that was cancelled leaves its line where it is.
        if (_drawnWidth > 0)
            WriteLine("");
        _drawnWidth = 0;
    }

    /// <summary>Mean time of a step without the first, which warms up.</summary>
    private double SecondsPerStep => _done switch
    {
        0 => 0,
        1 => _time.GetElapsedTime(_epochStart, _afterLastStep).TotalSeconds,
        _ => _time.GetElapsedTime(_afterFirstStep, _afterLastStep).TotalSeconds / (_done - 1),
    };

    private void AppendCount()
    {
        for (int power = 10; power <= Steps; power *= 10)
        {
            if (_done < power)
                _line.Append(' ');
            if (power > int.MaxValue / 10)
                break;
        }

        _line.Append(CultureInfo.InvariantCulture, $"{_done}/{Steps}");
    }

    private void AppendBar()
    {
        // Keras tells the part to come by its colour; a thinner line does it on terminals without.
        int filled = (int)((long)BarWidth * _done / Steps);
        _line.Append(' ').Append('━', filled).Append('─', BarWidth - filled);
    }

    private void AppendRemaining(double seconds)
    {
        long whole = (long)seconds;
        if (seconds > 3600)
            _line.Append(CultureInfo.InvariantCulture, $"{whole / 3600}:{whole % 3600 / 60:00}:{whole % 60:00}");
        else if (seconds > 60)
            _line.Append(CultureInfo.InvariantCulture, $"{whole / 60}:{whole % 60:00}");
        else
            _line.Append(CultureInfo.InvariantCulture, $"{whole}s");
    }

    private void AppendSecondsPerStep()
    {
        double seconds = SecondsPerStep;
        if (seconds >= 1 || seconds == 0)
            _line.Append(CultureInfo.InvariantCulture, $" {seconds:F0}s/step");
        else if (seconds >= 1e-3)
            _line.Append(CultureInfo.InvariantCulture, $" {seconds * 1e3:F0}ms/step");
        else
            _line.Append(CultureInfo.InvariantCulture, $" {seconds * 1e6:F0}us/step");
    }

    private void AppendLogs(Logs logs)
    {
        for (int i = 0; i < logs.Count; i++)
        {
            (string name, double value) = logs.At(i);
            _line.Append(" - ").Append(name).Append(": ");

            // As Python prints them: %.4f, small values %.4e.
            if (double.IsNaN(value))
                _line.Append("nan");
            else if (double.IsInfinity(value))
                _line.Append(value > 0 ? "inf" : "-inf");
            else if (Math.Abs(value) > 1e-3)
                _line.Append(CultureInfo.InvariantCulture, $"{value:F4}");
            else
                _line.Append(CultureInfo.InvariantCulture, $"{value:0.0000e+00}");
        }
    }

    /// <summary>Makes the line overwrite the one drawn before, if there is one, to its end.</summary>
    private void Overwrite()
    {
        if (_drawnWidth == 0)
            return;
        _line.Append(' ', Math.Max(0, _drawnWidth - _line.Length)).Insert(0, '\r');
    }

    private void WriteLine(string line)
    {
        _writer.WriteLine(line);
        _writer.Flush();
    }
}
