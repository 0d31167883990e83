using System.Globalization;
using RnnGen.IO;

namespace RnnGen;

public abstract partial class Model
{
    private const string SeedKey = "rnngen.seed";
    private const string LossKey = "rnngen.loss";
    private const string LayerPrefix = "rnngen.layer.";
    private const string StepsKey = "rnngen.steps";
    private const string ShuffledEpochsKey = "rnngen.shuffled_epochs";
    private const string SettingsAdvice = "Make them the same, or take its weights alone with LoadWeights";

    private string LossText => Description.Loss is { } loss ? WithSettings(loss.ToString(), Description.LossSettings) : "none";

    /// <summary>
    /// Writes all that training needs to go on as if it had never been interrupted to one file: weights, the optimizer's
    /// state and learning rate, the random state of dropout and shuffling, the states of stateful layers. For training with
    /// <c>TrainOnBatch</c>; <c>Fit</c> takes a <see cref="Checkpoint"/>.
    /// </summary>
    /// <param name="path">
    /// The file, a .safetensors file whatever its name. One that is there is replaced once the new one is whole and on the disk.
    /// </param>
    /// <param name="optimizer">The optimizer that trains this model.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidOperationException">The optimizer has trained another model.</exception>
    public void SaveCheckpoint(string path, Optimizer optimizer)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(optimizer);
        using Exclusive use = Use(nameof(SaveCheckpoint));
        WriteCheckpoint(path, optimizer, ShuffledEpochs, progress: null);
    }

    /// <summary>
    /// Takes over a checkpoint: training then goes on with the same bits as that which saved it. The seed and the
    /// optimizer's learning rate become those of the checkpoint, too.
    /// </summary>
    /// <param name="path">The file, from <see cref="SaveCheckpoint"/> or <see cref="Checkpoint"/>.</param>
    /// <param name="optimizer">An optimizer of the same kind and options as that which saved it.</param>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, or the checkpoint is not one of such a model and optimizer: the message says what differs.
    /// Nothing has been changed.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The optimizer has trained another model.</exception>
    public void LoadCheckpoint(string path, Optimizer optimizer)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(optimizer);
        using Exclusive use = Use(nameof(LoadCheckpoint));
        ReadCheckpoint(nameof(LoadCheckpoint), path, optimizer, file => file);
    }

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="optimizer">The optimizer that trains this model.</param>
    /// <param name="shuffledEpochs">The number of epochs whose order of rows is not drawn again.</param>
    /// <param name="progress">How far <c>Fit</c> has come; null outside of it.</param>
    internal void WriteCheckpoint(string path, Optimizer optimizer, long shuffledEpochs, TrainingProgress? progress)
    {
        optimizer.Attach(this);

        // A callback may save while the averages are in the weights' place.
        bool averages = optimizer.AveragesAreWeights;
        optimizer.AveragesAreWeights = false;
        try
        {
            WholeFile.Write(path, stream => CheckpointFile.Write(stream, Add), onlyWriter: true);
        }
        finally
        {
            optimizer.AveragesAreWeights = averages;
        }

        void Add(SafeTensorsWriter writer)
        {
            AddWeights(writer);
            writer.AddMetadata(LossKey, LossText);
            foreach (LayerDescription layer in Description.Layers)
                writer.AddMetadata(LayerPrefix + layer.Name, WithSettings(layer.Kind, layer.Settings));
            writer.AddMetadata(SeedKey, Seed.ToString(CultureInfo.InvariantCulture));
            writer.AddMetadata(StepsKey, _steps.ToString(CultureInfo.InvariantCulture));
            writer.AddMetadata(ShuffledEpochsKey, shuffledEpochs.ToString(CultureInfo.InvariantCulture));
            optimizer.AddTo(writer);
            if (Description.Stateful)
            {
                for (int index = 0; index < _shards.Length; index++)
                {
                    int shard = index;
                    writer.Add(StatesName(shard), [Description.StateSize], () => StatesOf(shard));
                }
            }

            progress?.AddTo(writer);
        }
    }

    /// <summary>Takes over a checkpoint; if that throws, nothing has changed.</summary>
    /// <param name="method">The caller's method, for messages.</param>
    /// <param name="path">The file.</param>
    /// <param name="optimizer">The optimizer that trains this model.</param>
    /// <param name="read">Reads, before anything changes, what else the caller wants of the file.</param>
    internal T ReadCheckpoint<T>(string method, string path, Optimizer optimizer, Func<CheckpointFile, T> read)
    {
        try
        {
            CheckpointFile file = CheckpointFile.Read(path);
            CheckCheckpoint(file);
            optimizer.Check(file, Description.ParameterCount);
            T result = read(file);
            optimizer.Attach(this);
            Restore(file);
            optimizer.Restore(file);
            return result;
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{Description.Name}.{method}: {path}: {exception.Message}.", exception);
        }
    }

    private void CheckCheckpoint(CheckpointFile file)
    {
        foreach (WeightDescription weight in Description.Weights)
            file.Tensor(weight.FileName, weight.Shape);
        if (file.Text(FileNames.Architecture) != ArchitectureHash)
            throw new InvalidDataException($"it is a checkpoint of {file.Text(FileNames.Model)}, whose layers differ");
        foreach (LayerDescription layer in Description.Layers)
        {
            string saved = file.Text(LayerPrefix + layer.Name), own = WithSettings(layer.Kind, layer.Settings);
            if (saved != own)
                throw new InvalidDataException($"its layer {layer.Name} is {saved}, but {Description.Name}'s is {own}. {SettingsAdvice}");
        }

        if (file.Text(LossKey) is string loss && loss != LossText)
            throw new InvalidDataException($"its model has the loss {loss}, but {Description.Name} has {LossText}. {SettingsAdvice}");
        if (!Description.Stateful && file.Has(StatesName(0)))
            throw new InvalidDataException($"it holds states of stateful layers, but {Description.Name} has none");
        if (file.Integer(SeedKey) is < int.MinValue or > int.MaxValue)
            throw new InvalidDataException($"its {SeedKey} is {file.Text(SeedKey)}");
        file.Integer(StepsKey);
        file.Integer(ShuffledEpochsKey);
        for (int shard = 0; Description.Stateful && shard < _shards.Length; shard++)
            file.Tensor(StatesName(shard), [Description.StateSize]);
    }

    private void Restore(CheckpointFile file)
    {
        foreach (WeightDescription weight in Description.Weights)
            file.Tensors[weight.FileName].CopyTo(WritableValuesOf(weight));
        Seed = (int)file.Integer(SeedKey);
        _steps = file.Integer(StepsKey);
        ShuffledEpochs = file.Integer(ShuffledEpochsKey);
        for (int shard = 0; Description.Stateful && shard < _shards.Length; shard++)
            file.Tensors[StatesName(shard)].CopyTo(StatesOf(shard));
    }

    private Span<float> StatesOf(int shard)
    {
        _shards[shard].ReserveStates(Description);
        return _shards[shard].States;
    }

    private static string WithSettings(string name, string settings) => settings.Length == 0 ? name : $"{name}({settings})";

    private static string StatesName(int shard) => string.Create(CultureInfo.InvariantCulture, $"{FileNames.CheckpointPrefix}states.{shard}");
}
