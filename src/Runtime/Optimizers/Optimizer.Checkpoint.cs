using System.Globalization;
using RnnGen.IO;

namespace RnnGen;

public abstract partial class Optimizer
{
    private const string NameKey = "rnngen.optimizer";
    private const string IterationsKey = "rnngen.optimizer.iterations";
    private const string LearningRateKey = "rnngen.optimizer.learning_rate";
    private const string ScalarKey = "rnngen.optimizer.scalar";
    private const string OptionPrefix = "rnngen.optimizer.option.";
    private const string StatePrefix = FileNames.CheckpointPrefix + "optimizer.";

    /// <summary>What decides the next steps and is neither state nor the learning rate, which callbacks change.</summary>
    private IEnumerable<(string Name, string Value)> Options =>
        from option in Arguments.Concat(
        [
            (nameof(ClipNorm), ClipNorm),
            (nameof(ClipValue), ClipValue),
            (nameof(GlobalClipNorm), GlobalClipNorm),
            (nameof(WeightDecay), WeightDecay),
            (nameof(UseEma), UseEma),
            (nameof(EmaMomentum), UseEma ? EmaMomentum : null),
            (nameof(EmaOverwriteFrequency), UseEma ? EmaOverwriteFrequency : null),
        ])
        select (option.Name, Text(option.Value));

    /// <summary>Adds the state of this optimizer, which must have been attached to its model, to a checkpoint.</summary>
    internal void AddTo(SafeTensorsWriter writer)
    {
        writer.AddMetadata(NameKey, GetType().Name);
        writer.AddMetadata(IterationsKey, Iterations.ToString(CultureInfo.InvariantCulture));
        writer.AddMetadata(LearningRateKey, LearningRate.ToString("R", CultureInfo.InvariantCulture));
        writer.AddMetadata(ScalarKey, Scalar.ToString("R", CultureInfo.InvariantCulture));
        foreach ((string name, string value) in Options)
            writer.AddMetadata(OptionPrefix + name, value);
        int length = _model!.Description.ParameterCount;
        for (int index = 0; index < ArrayCount; index++)
        {
            int start = index * _stateStride;
            writer.Add(StateName(index), [length], () => _state.Span.Slice(start, length));
        }
    }

    /// <summary>Checks a checkpoint against this optimizer.</summary>
    /// <param name="file">The checkpoint.</param>
    /// <param name="parameters">Number of parameters of the model.</param>
    /// <exception cref="InvalidDataException">It is that of another optimizer.</exception>
    internal void Check(CheckpointFile file, int parameters)
    {
        string kind = GetType().Name, saved = file.Text(NameKey);
        if (saved != kind)
            throw new InvalidDataException($"it was saved with the optimizer {saved}, but {kind} was given");
        foreach ((string name, string value) in Options)
        {
            if (file.Text(OptionPrefix + name) is string other && other != value)
                throw new InvalidDataException($"its {kind} has {name} {other}, but the one given has {value}");
        }

        for (int index = 0; index < ArrayCount; index++)
            file.Tensor(StateName(index), [parameters]);
        if (!float.IsFinite(file.Single(LearningRateKey)) || file.Single(LearningRateKey) < 0)
            throw new InvalidDataException($"its learning rate is {file.Text(LearningRateKey)}");
        file.Integer(IterationsKey);
        file.Double(ScalarKey);
    }

    /// <summary>Takes over the state in a checkpoint that has been checked; the optimizer must have been attached.</summary>
    internal void Restore(CheckpointFile file)
    {
        Iterations = file.Integer(IterationsKey);
        LearningRate = file.Single(LearningRateKey);
        Scalar = file.Double(ScalarKey);
        int length = _model!.Description.ParameterCount;
        for (int index = 0; index < ArrayCount; index++)
            file.Tensor(StateName(index), [length]).CopyTo(_state.Span.Slice(index * _stateStride, length));
    }

    /// <summary>A number so that it can be read back to the same bits.</summary>
    private static string Text(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static string StateName(int index) => string.Create(CultureInfo.InvariantCulture, $"{StatePrefix}{index}");
}
