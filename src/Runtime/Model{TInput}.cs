using System.Runtime.InteropServices;
using RnnGen.Threads;

namespace RnnGen;

/// <summary>Base of all generated networks that read values of one type.</summary>
/// <typeparam name="TInput">Type of the input's elements: <c>float</c> for values, <c>int</c> for tokens.</typeparam>
public abstract partial class Model<TInput> : Model
    where TInput : unmanaged
{
    private readonly ForwardPass _forward;

    /// <summary>Allocates the model and initialises its weights.</summary>
    /// <param name="description">What the generator knows of the model.</param>
    /// <param name="seed">Determines the initial weights, the order of shuffled rows and all dropout masks.</param>
    protected Model(ModelDescription description, int seed)
        : base(description, seed)
    {
        _collected = new float[Description.Outputs.Length][];
        _collected.AsSpan().Fill([]);
        _forward = new ForwardPass(this);
        if (SharedTokens is { } tokens)
            OverTokens = new TokenPass(this, tokens);
    }

    /// <summary>What comes before a batch's shards and after them; null where shards compute nothing together for their tokens.</summary>
    private protected TokenPass? OverTokens { get; }

    /// <summary>Runs the network on any number of rows (Keras: <c>predict</c>).</summary>
    /// <param name="x">The rows one after the other, each of the model's input shape.</param>
    /// <returns>
    /// The output of each row, one after the other: a view of the model's own buffer, valid until the next call on this
    /// model. More rows than <c>Batch</c> are cut into batches. Once the buffers are there, nothing is allocated.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// x is not whole rows, or for a stateful model not whole batches; or it is what an earlier call gave and has not been copied.
    /// </exception>
    public ReadOnlySpan<float> Predict(ReadOnlySpan<TInput> x)
    {
        using Exclusive use = Use(nameof(Predict));
        int rows = CheckPredict(x);
        InputCheck.NotOwn(this, nameof(Predict), nameof(x), x);
        if (rows <= Description.Batch)
        {
            PredictBatch(x, rows);
            return rows == 0 ? default : OutputOf(0, rows);
        }

        Span<float> predictions = Collected(0, rows);
        PredictBatches(x, rows, predictions);
        return predictions;
    }

    /// <summary>Runs the network on any number of rows and writes the outputs to a buffer of the caller.</summary>
    /// <param name="x">The rows one after the other, each of the model's input shape.</param>
    /// <param name="destination">Receives the output of each row, one after the other; it may be longer.</param>
    /// <exception cref="ArgumentException">
    /// x is not whole rows, or for a stateful model not whole batches; or it is what an earlier call gave and has not been copied;
    /// or the destination is too short.
    /// </exception>
    public void Predict(ReadOnlySpan<TInput> x, Span<float> destination)
    {
        using Exclusive use = Use(nameof(Predict));
        int rows = CheckPredict(x, destination);
        InputCheck.NotOwn(this, nameof(Predict), nameof(x), x);
        if (rows <= Description.Batch)
        {
            PredictBatch(x, rows);
            if (rows > 0)
                CopyOutput(0, rows, destination);
        }
        else
        {
            PredictBatches(x, rows, destination);
            _predictionsElsewhere = true;
        }
    }

    /// <summary>Runs some rows of a batch forward. Generated code implements it.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="shard">What it writes to.</param>
    /// <param name="training">
    /// Whether dropout is on and what the backward pass needs is kept; the workspace is then training-sized.
    /// </param>
    protected abstract void Forward(ReadOnlySpan<TInput> x, Shard<float> shard, bool training);

    /// <summary>An output of the last <see cref="Forward"/>. Generated code implements it.</summary>
    /// <param name="index">Index in <see cref="ModelDescription.Outputs"/>.</param>
    /// <param name="shard">The shard of that forward pass.</param>
    /// <returns>A view of the workspace.</returns>
    protected abstract ReadOnlySpan<float> Output(int index, Shard<float> shard);

    /// <summary>Makes what runs write to the workspace: what the last prediction left there is gone.</summary>
    private protected void Begin(int rows, bool training)
    {
        _predictedRows = 0;
        Reserve(rows, training);
    }

    /// <summary>Some rows, at most a shard of them, in memory that nobody else uses.</summary>
    internal void Predict(ReadOnlySpan<TInput> x, LoneShard lone, int rows, Span<float> destination)
    {
        Shard<float> shard = lone.With(rows);
        if (lone.SharedTokens is { } tokens)
        {
            tokens.FindAll(MemoryMarshal.Cast<TInput, int>(x));
            ForwardTokens(shard);
        }

        Forward(x, shard, training: false);
        Output(0, shard).CopyTo(destination);
    }

    /// <summary>The rows of an input, once it and the room for the output have been checked.</summary>
    internal int CheckPredict(ReadOnlySpan<TInput> x, ReadOnlySpan<float> destination)
    {
        int rows = CheckPredict(x);
        long needed = (long)rows * OutputSize;
        return destination.Length >= needed ? rows : throw new ArgumentException(
            $"{Description.Name}.Predict: destination has {ShapeText.Count(destination.Length, "value")}, but the "
            + $"outputs of {ShapeText.Count(rows, "row")} are {needed} ({OutputSize} a row).",
            nameof(destination));
    }

    private int CheckPredict(ReadOnlySpan<TInput> x)
    {
        int rows = InputCheck.Rows(this, "Predict", x.Length);
        InputCheck.WholeBatches(this, "Predict", "x", rows);
        InputCheck.Tokens(this, "Predict", "x", x);
        if (CheckInputs)
            InputCheck.Finite(this, "Predict", "x", x, InputSize);
        return rows;
    }

    private void PredictBatch(ReadOnlySpan<TInput> x, int rows)
    {
        if (rows > 0)
            RunForward(x, rows);
        _predictedRows = rows;
        _predictionsElsewhere = false;
    }

    private void RunForward(ReadOnlySpan<TInput> x, int rows)
    {
        Begin(rows, training: false);
        _forward.Run(x, rows);
    }

    private void PredictBatches(ReadOnlySpan<TInput> x, int rows, Span<float> predictions)
    {
        int batch = Description.Batch;
        for (int first = 0; first < rows; first += batch)
        {
            int count = Math.Min(batch, rows - first);
            RunForward(x.Slice(first * InputSize, count * InputSize), count);
            CopyOutput(0, count, predictions[(first * OutputSize)..]);
            for (int index = 1; index < _collected.Length; index++)
                CopyOutput(index, count, Collected(index, rows)[(first * ShapeText.Size(Description.Outputs[index]))..]);
        }

        _predictedRows = rows;
        _predictionsElsewhere = false;
    }

    /// <summary>A batch forward, shard by shard.</summary>
    private sealed unsafe class ForwardPass(Model<TInput> model) : ParallelWork
    {
        private TInput* _x;
        private int _rows;

        public void Run(ReadOnlySpan<TInput> x, int rows)
        {
            fixed (TInput* start = x)
            {
                _x = start;
                _rows = rows;
                bool isLarge = IsLarge(rows * model.Description.ForwardFlops);
                model.OverTokens?.Forward(start, rows, isLarge);
                RunAll(model.ShardsOf(rows), isLarge);
            }
        }

        protected override void Run(int part)
        {
            Shard<float> shard = model.ShardAt(part, _rows);
            model.Forward(RowsOf(_x, part, shard.Rows, model.Description.ShardRows, model.InputSize), shard, training: false);
        }
    }
}
