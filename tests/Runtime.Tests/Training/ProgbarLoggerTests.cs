using System.Globalization;

namespace RnnGen.Runtime.Tests;

public sealed class ProgbarLoggerTests : IDisposable
{
    private const string Full = "━━━━━━━━━━━━━━━━━━━━";

    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly Clock _clock = new();
    private readonly Logs _logs = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void A_redirected_bar_is_the_finished_line()
    {
        Train(new ProgbarLogger(Verbosity.Progress, _output, _clock, terminalWidth: null), epochs: 5, steps: 1875, milliseconds: 6);

        Assert.StartsWith(
            $"Epoch 1/5\n1875/1875 {Full} 11s 6ms/step - accuracy: 0.8364 - loss: 0.5374\n"
            + $"Epoch 2/5\n1875/1875 {Full} 11s 6ms/step - accuracy: 0.8364 - loss: 0.5374\n",
            _output.ToString(),
            StringComparison.Ordinal);
        Assert.DoesNotContain('\r', _output.ToString());
    }

    [Fact]
    public void One_line_is_as_Keras_prints_verbose_2()
    {
        Train(new ProgbarLogger(Verbosity.OneLine, _output, _clock, () => 200), epochs: 2, steps: 3, milliseconds: 40);

        Assert.Equal(
            "Epoch 1/2\n3/3 - 0s - 40ms/step - accuracy: 0.8364 - loss: 0.5374\n"
            + "Epoch 2/2\n3/3 - 0s - 40ms/step - accuracy: 0.8364 - loss: 0.5374\n",
            _output.ToString());
    }

    [Fact]
    public void A_single_epoch_has_no_heading()
    {
        Train(new ProgbarLogger(Verbosity.OneLine, _output, _clock, null), epochs: 1, steps: 1, milliseconds: 1500);

        Assert.Equal("1/1 - 2s - 2s/step - accuracy: 0.8364 - loss: 0.5374\n", _output.ToString());
    }

    [Fact]
    public void Silence_prints_nothing()
    {
        Train(new ProgbarLogger(Verbosity.Silent, _output, _clock, () => 200), epochs: 2, steps: 3, milliseconds: 100);

        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public void A_live_bar_overwrites_itself()
    {
        var logger = new ProgbarLogger(Verbosity.Auto, _output, _clock, () => 200);
        Train(logger, epochs: 1, steps: 4, milliseconds: 30_000);

        Assert.Equal(
            $"1/4 ━━━━━{Rest(15)} 1:30 30s/step - accuracy: 0.8364 - loss: 0.5374"
            + $"\r2/4 ━━━━━━━━━━{Rest(10)} 60s 30s/step - accuracy: 0.8364 - loss: 0.5374 "
            + $"\r3/4 ━━━━━━━━━━━━━━━{Rest(5)} 30s 30s/step - accuracy: 0.8364 - loss: 0.5374"
            + $"\r4/4 {Full} 0s 30s/step - accuracy: 0.8364 - loss: 0.5374 "
            + $"\r4/4 {Full} 120s 30s/step - accuracy: 0.8364 - loss: 0.5374\n",
            _output.ToString());
    }

    [Fact]
    public void A_live_bar_moves_at_most_twenty_times_a_second()
    {
        Train(new ProgbarLogger(Verbosity.Progress, _output, _clock, () => 200), epochs: 1, steps: 1000, milliseconds: 1);

        // 1000 steps of 1 ms: the first, every 50 ms after it, and the finished line.
        Assert.Equal(21, _output.ToString().Split('\r').Length);
        Assert.StartsWith($"   1/1000 {Rest(20)} 0s 1ms/step", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"\r  51/1000 ━{Rest(19)} 0s 1ms/step", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_live_bar_does_not_wrap()
    {
        Train(new ProgbarLogger(Verbosity.Progress, _output, _clock, () => 38), epochs: 1, steps: 2, milliseconds: 100);

        string[] lines = _output.ToString().Split('\r');
        Assert.Equal($"1/2 ━━━━━━━━━━{Rest(10)} 0s 100ms/ste", lines[0]);
        Assert.Equal($"2/2 {Full} 0s 100ms/step - accuracy: 0.8364 - loss: 0.5374\n", lines[^1]);
    }

    [Fact]
    public void The_first_step_does_not_count_for_the_time_of_a_step()
    {
        var logger = new ProgbarLogger(Verbosity.OneLine, _output, _clock, null);
        logger.Attach(RunOf(epochs: 1, steps: 3));
        logger.OnEpochBegin(0);
        foreach (int milliseconds in new[] { 900, 10, 10 })
        {
            _clock.Advance(milliseconds);
            logger.OnBatchEnd(milliseconds == 900 ? 0 : milliseconds, _logs);
        }

        logger.OnBatchEnd(2, _logs);
        _clock.Advance(5000);
        logger.OnEpochEnd(0, _logs);

        // The validation that follows counts for the epoch, not for its steps.
        Assert.Equal("3/3 - 6s - 10ms/step\n", _output.ToString());
    }

    [Theory]
    [InlineData(0.5374, "0.5374")]
    [InlineData(12345.67891, "12345.6789")]
    [InlineData(0.00100001, "0.0010")]
    [InlineData(0.001, "1.0000e-03")]
    [InlineData(-0.00012345678, "-1.2346e-04")]
    [InlineData(3.2e-12, "3.2000e-12")]
    [InlineData(0, "0.0000e+00")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Values_are_printed_as_Python_does(double value, string expected)
    {
        _logs["loss"] = value;
        Train(new ProgbarLogger(Verbosity.OneLine, _output, _clock, null), epochs: 1, steps: 1, milliseconds: 7, log: false);

        Assert.Equal($"1/1 - 0s - 7ms/step - loss: {expected}\n", _output.ToString());
    }

    [Theory]
    [InlineData(0, "0s/step")]
    [InlineData(0.25, "250us/step")]
    [InlineData(1, "1ms/step")]
    [InlineData(999, "999ms/step")]
    [InlineData(61_000, "61s/step")]
    public void Times_of_a_step_have_the_unit_that_fits(double milliseconds, string expected)
    {
        Train(new ProgbarLogger(Verbosity.OneLine, _output, _clock, null), 1, 1, milliseconds, log: false);

        Assert.EndsWith($" - {expected}\n", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, "60s")]
    [InlineData(61, "1:01")]
    [InlineData(3600, "60:00")]
    [InlineData(3601, "1:00:01")]
    [InlineData(36_125, "10:02:05")]
    public void The_time_left_has_the_unit_that_fits(int seconds, string expected)
    {
        var logger = new ProgbarLogger(Verbosity.Progress, _output, _clock, () => 200);
        logger.Attach(RunOf(epochs: 1, steps: seconds + 1));
        logger.OnEpochBegin(0);
        _clock.Advance(1000);
        logger.OnBatchEnd(0, _logs);

        Assert.EndsWith($"{Rest(20)} {expected} 1s/step", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_epoch_may_have_as_many_steps_as_an_int_counts()
    {
        var logger = new ProgbarLogger(Verbosity.Progress, _output, _clock, () => 200);
        logger.Attach(RunOf(epochs: 1, steps: int.MaxValue));
        logger.OnEpochBegin(0);
        logger.OnBatchEnd(0, _logs);
        _clock.Advance(1000);
        logger.OnBatchEnd(1_999_999_999, _logs);

        Assert.StartsWith($"         1/2147483647 {Rest(20)} ", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"\r2000000000/2147483647 ━━━━━━━━━━━━━━━━━━{Rest(2)} ", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_epoch_ends_its_line()
    {
        var logger = new ProgbarLogger(Verbosity.Progress, _output, _clock, () => 200);
        logger.Attach(RunOf(epochs: 1, steps: 10));
        logger.OnEpochBegin(0);
        _clock.Advance(10);
        logger.OnBatchEnd(0, _logs);
        logger.OnTrainEnd();

        Assert.Equal($" 1/10 ━━{Rest(18)} 0s 10ms/step\n", _output.ToString());
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "−";
        CultureInfo.CurrentCulture = comma;
        try
        {
            _logs["loss"] = -0.5;
            Train(new ProgbarLogger(Verbosity.OneLine, _output, _clock, null), 1, 1, 7, log: false);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal("1/1 - 0s - 7ms/step - loss: -0.5000\n", _output.ToString());
    }

    [Fact]
    public void Fit_prints_what_its_callbacks_add_and_validation()
    {
        var model = new EchoModel<int>([2], Loss.SparseCategoricalCrossentropy, batch: 2);
        model.Fit(
            [0.5f, 0.25f, 0.125f, 0.25f],
            [0, 0],
            new SGD(1),
            validationData: Dataset.Create<float, int>([1, 2], [0], 1),
            verbose: Verbosity.Silent,
            callbacks: [new ProgbarLogger(Verbosity.OneLine, _output)]);

        Assert.Matches(
            @"^1/1 - 0s - \d+[um]s/step - accuracy: 0\.5000 - loss: 0\.2812 - val_accuracy: 0\.0000e\+00 - val_loss: 1\.5000\n$",
            _output.ToString());
    }

    private static string Rest(int length) => new('─', length);

    private void Train(ProgbarLogger logger, int epochs, int steps, double milliseconds, bool log = true)
    {
        logger.Attach(RunOf(epochs, steps));
        if (log)
        {
            _logs["accuracy"] = 0.83644;
            _logs["loss"] = 0.53736;
        }

        logger.OnTrainBegin();
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            logger.OnEpochBegin(epoch);
            for (int step = 0; step < steps; step++)
            {
                _clock.Advance(milliseconds);
                logger.OnBatchEnd(step, _logs);
            }

            logger.OnEpochEnd(epoch, _logs);
        }

        logger.OnTrainEnd();
    }

    private static TrainingRun RunOf(int epochs, int steps) => new(FitTests.Echo(1), new SGD(), epochs, steps) { Recorded = [] };

    /// <summary>A clock that moves only when told.</summary>
    private sealed class Clock : TimeProvider
    {
        private long _microseconds;

        public override long TimestampFrequency => 1_000_000;

        public override long GetTimestamp() => _microseconds;

        public void Advance(double milliseconds) => _microseconds += (long)(1000 * milliseconds);
    }
}
