using System.Text;
using RnnGen.Tests;
using static RnnGen.Runtime.Tests.Checkpoints.Trainings;

namespace RnnGen.Runtime.Tests.Checkpoints;

/// <summary>A checkpoint that is not whole or not of this training is refused, and nothing has changed.</summary>
public sealed class DamagedCheckpointTests : IDisposable
{
    private static readonly (float[] X, int[] Y) s_rows = Rows(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen").FullName;
    private readonly NoisyModel _model = new(seed: 3);
    private readonly Adam _adam = new(0.25f);

    private string File => Path.Combine(_folder, "run.ckpt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        byte[] whole = Saved(new Adam());
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] file = [.. whole];
            file[at] ^= (byte)(1 << at % 8);
            Refused(file, "");
        }

        for (int length = 0; length < whole.Length; length += 7)
            Refused(whole[..length], "");
        Refused([.. whole, 0], "the tensors end at byte");
    }

    [Fact]
    public void Damage_says_so()
    {
        byte[] file = Saved(new Adam());
        file[^1] ^= 1;
        Refused(file, "it is damaged: its checksum is not that of its content.");
    }

    /// <summary>In a file that is whole.</summary>
    [Theory]
    [InlineData("optimizer.learning_rate\":\"0.001", "optimizer.learning_rate\":\"-1", "its learning rate is -1.")]
    [InlineData("optimizer.learning_rate\":\"0.001", "optimizer.learning_rate\":\"NaN", "its learning rate is NaN.")]
    [InlineData("optimizer.iterations\":\"1", "optimizer.iterations\":\"one", "its rnngen.optimizer.iterations is 'one', wanted a number.")]
    [InlineData("optimizer.scalar\":\"0", "optimizer.scalar\":\"", "its rnngen.optimizer.scalar is '', wanted a number.")]
    [InlineData("seed\":\"1", "seed\":\"2147483648", "its rnngen.seed is 2147483648.")]
    [InlineData("steps\":\"1", "steps\":\"one", "its rnngen.steps is 'one', wanted a number.")]
    [InlineData("shuffled_epochs\":\"0", "shuffled_epochs\":\"none", "its rnngen.shuffled_epochs is 'none', wanted a number.")]
    [InlineData("architecture\":\"", "architecture\":\"x", "it is a checkpoint of NoisyModel, whose layers differ.")]
    public void What_cannot_be_is_refused(string old, string text, string message) => Refused(Edited(Saved(new Adam()), old, text), message);

    [Fact]
    public void Other_files_are_named()
    {
        _model.SaveWeights(File);
        Refused(System.IO.File.ReadAllBytes(File), "it holds no checkpoint: a training's Checkpoint or SaveCheckpoint writes one.");
        Refused([], "it has 0 bytes");
        Refused(Saved(new Nadam()), "it was saved with the optimizer Nadam, but Adam was given.");
        var carrying = new CarryingModel(seed: 1);
        carrying.SaveCheckpoint(File, new Adam());
        Refused(System.IO.File.ReadAllBytes(File), "there is no tensor 'lstm.kernel'.");
        LinearModel linear = new(2, 3, batch: 1), other = new(3, 2, batch: 1);
        linear.SaveCheckpoint(File, new SGD());
        Assert.Equal(
            $"Linear.LoadCheckpoint: {File}: tensor 'dense.kernel' has shape (2, 3), wanted (3, 2).",
            Assert.Throws<InvalidDataException>(() => other.LoadCheckpoint(File, new SGD())).Message);
        Assert.Throws<FileNotFoundException>(() => _model.LoadCheckpoint(File + "2", _adam));
    }

    [Fact]
    public void Other_options_are_named()
    {
        (Optimizer Saved, Optimizer Given, string Message)[] pairs =
        [
            (new Adam(amsgrad: true), new Adam(), "its Adam has amsgrad true, but the one given has false."),
            (new Adam(beta2: 0.95), new Adam(), "its Adam has beta2 0.95, but the one given has 0.999."),
            (new AdamW(), new AdamW(weightDecay: 0.01f), "its AdamW has WeightDecay 0.004, but the one given has 0.01."),
            (new AdamW(epsilon: 1e-8), new AdamW(), "its AdamW has epsilon 1E-08, but the one given has 1E-07."),
            (new SGD(momentum: 0.9), new SGD(momentum: 0.5), "its SGD has momentum 0.9, but the one given has 0.5."),
            (new SGD(momentum: 0.9), new SGD(momentum: 0.9, nesterov: true), "its SGD has nesterov false, but the one given has true."),
            (new SGD { ClipNorm = 1 }, new SGD { ClipValue = 1 }, "its SGD has ClipNorm 1, but the one given has null."),
            (new SGD(), new SGD { ClipValue = 0.5f }, "its SGD has ClipValue null, but the one given has 0.5."),
            (new SGD { GlobalClipNorm = 1 }, new SGD(), "its SGD has GlobalClipNorm 1, but the one given has null."),
            (new RMSprop(), new RMSprop(centered: true), "its RMSprop has centered false, but the one given has true."),
            (new RMSprop(rho: 0.8), new RMSprop(), "its RMSprop has rho 0.8, but the one given has 0.9."),
            (new Nadam(beta1: 0.8), new Nadam(), "its Nadam has beta1 0.8, but the one given has 0.9."),
            (new Adamax(beta2: 0.99), new Adamax(), "its Adamax has beta2 0.99, but the one given has 0.999."),
            (new Adagrad(), new Adagrad(initialAccumulatorValue: 0), "its Adagrad has initialAccumulatorValue 0.1, but the one given has 0."),
            (new Adadelta(rho: 0.9), new Adadelta(), "its Adadelta has rho 0.9, but the one given has 0.95."),
            (new Adam { UseEma = true }, new Adam(), "its Adam has UseEma true, but the one given has false."),
            (new Adam(), new Adam { UseEma = true }, "its Adam has UseEma false, but the one given has true."),
            (new SGD { UseEma = true }, new SGD { UseEma = true, EmaMomentum = 0.5f }, "its SGD has EmaMomentum 0.99, but the one given has 0.5."),
            (
                new SGD { UseEma = true, EmaOverwriteFrequency = 3 }, new SGD { UseEma = true },
                "its SGD has EmaOverwriteFrequency 3, but the one given has null."),
        ];
        foreach ((Optimizer saved, Optimizer given, string message) in pairs)
        {
            Refused(Saved(saved), message, given);
            Assert.Equal(0, given.Iterations);
        }
    }

    [Fact]
    public void Another_loss_or_state_is_named()
    {
        var squares = new EchoModel<float>([2], Loss.MeanSquaredError);
        squares.SaveCheckpoint(File, new SGD());
        Refused(new EchoModel<float>([2], Loss.Huber), "its model has the loss MeanSquaredError, but Echo has Huber. Make them the same, or take its weights alone with LoadWeights.");
        var stateful = new EchoModel<float>([2], Loss.Huber, stateful: true);
        stateful.SaveCheckpoint(File, new SGD());
        Refused(new EchoModel<float>([2], Loss.Huber), "it holds states of stateful layers, but Echo has none.");

        void Refused(Model model, string message) => Assert.Equal(
            $"Echo.LoadCheckpoint: {File}: {message}", Assert.Throws<InvalidDataException>(() => model.LoadCheckpoint(File, new SGD())).Message);
    }

    [Fact]
    public void A_checkpoint_of_another_version_is_refused()
    {
        byte[] file = Saved(new Adam());
        string text = Encoding.Latin1.GetString(file);
        Assert.Contains("\"rnngen.checkpoint\":\"4\"", text, StringComparison.Ordinal);
        Refused(
            Encoding.Latin1.GetBytes(text.Replace("\"rnngen.checkpoint\":\"4\"", "\"rnngen.checkpoint\":\"2\"", StringComparison.Ordinal)),
            "it is a checkpoint of version 2; this RnnGen reads version 4.");
    }

    [Fact]
    public void What_Fit_cannot_resume_is_refused()
    {
        Assert.Contains(
            "it does not say how far Fit has come: SaveCheckpoint wrote it, and LoadCheckpoint reads it.", Fit(Saved(new Adam()), 8), StringComparison.Ordinal);
        System.IO.File.Delete(File);
        Assert.Throws<IOException>(() => _model.Fit(s_rows.X, s_rows.Y, new Adam(), callbacks: [new Checkpoint(File, 1), new After(2, _ => throw new IOException())]));
        Assert.Contains(
            "it was saved after 1 of the 3 batches of an epoch, but now an epoch has 10.", Fit(System.IO.File.ReadAllBytes(File), 2), StringComparison.Ordinal);

        string Fit(byte[] file, int batchSize)
        {
            System.IO.File.WriteAllBytes(File, file);
            var model = new NoisyModel(seed: 5);
            float[] before = model.Parameters.ToArray();
            string message = Assert.Throws<InvalidDataException>(
                () => model.Fit(s_rows.X, s_rows.Y, new Adam(), batchSize: batchSize, verbose: Verbosity.Silent, callbacks: [new Checkpoint(File)])).Message;
            Assert.StartsWith($"NoisyModel.Fit: {File}: ", message, StringComparison.Ordinal);
            Assert.Equal(before, model.Parameters.ToArray());
            return message;
        }
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentException>(() => new Checkpoint(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Checkpoint("a", -1));
        Assert.Throws<ArgumentNullException>(() => _model.SaveCheckpoint(File, null!));
        Assert.Throws<ArgumentException>(() => _model.LoadCheckpoint("", _adam));
        var other = new Adam();
        other.Apply(new LinearModel(2, 3, batch: 1));
        Assert.Throws<InvalidOperationException>(() => _model.SaveCheckpoint(File, other));
        byte[] file = Saved(new Adam());
        System.IO.File.WriteAllBytes(File, file);
        string before = Bits.Of(_model, _adam);
        Assert.Throws<InvalidOperationException>(() => _model.LoadCheckpoint(File, other));
        Assert.Equal(before, Bits.Of(_model, _adam));
    }

    private byte[] Saved(Optimizer optimizer)
    {
        var model = new NoisyModel(seed: 1);
        model.TrainOnBatch(s_rows.X.AsSpan(0, 120), s_rows.Y.AsSpan(0, 8), optimizer);
        model.SaveCheckpoint(File, optimizer);
        return System.IO.File.ReadAllBytes(File);
    }

    /// <summary>The file with another text in its header and the checksum of that.</summary>
    private static byte[] Edited(byte[] file, string old, string text)
    {
        int length = BitConverter.ToInt32(file);
        string header = Encoding.UTF8.GetString(file, sizeof(long), length);
        Assert.Contains(old, header, StringComparison.Ordinal);
        byte[] changed = Encoding.UTF8.GetBytes(header.Replace(old, text, StringComparison.Ordinal));
        byte[] edited = [.. BitConverter.GetBytes((long)changed.Length), .. changed, .. file.AsSpan(sizeof(long) + length)];
        int at = edited.AsSpan().IndexOf("checksum\":\""u8) + "checksum\":\"".Length;
        Crc32 checksum = default;
        checksum.Append(edited.AsSpan(0, at));
        checksum.Append(edited.AsSpan(at + 8));
        Encoding.UTF8.GetBytes($"{checksum.Value:x8}", edited.AsSpan(at));
        return edited;
    }

    private void Refused(byte[] file, string message, Optimizer? optimizer = null)
    {
        System.IO.File.WriteAllBytes(File, file);
        string before = Bits.Of(_model, _adam);
        string found = Assert.Throws<InvalidDataException>(() => _model.LoadCheckpoint(File, optimizer ?? _adam)).Message;
        Assert.StartsWith($"NoisyModel.LoadCheckpoint: {File}: ", found, StringComparison.Ordinal);
        Assert.Contains(message, found, StringComparison.Ordinal);
        Assert.Equal(before, Bits.Of(_model, _adam));
        Assert.Equal(3, _model.Seed);
    }
}
