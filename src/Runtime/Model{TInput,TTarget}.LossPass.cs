using RnnGen.Threads;

namespace RnnGen;

public abstract partial class Model<TInput, TTarget>
{
    /// <summary>
    /// A batch forward to its loss and, in training, back to the gradients: each shard all the way, but for what the shards
    /// compute together for their tokens before and after.
    /// </summary>
    private sealed unsafe class LossPass : ParallelWork
    {
        private readonly Model<TInput, TTarget> _model;

        // What the shards give is added in their order, whoever computed it and when.
        private readonly double[] _sums;
        private TInput* _x;
        private TTarget* _y;
        private int _rows;
        private bool _training;
        private double _elements;

        public LossPass(Model<TInput, TTarget> model)
        {
            _model = model;
            _sums = new double[model.ShardsOf(model.Description.Batch)];
        }

        /// <summary>The mean loss of the batch, without regularisers.</summary>
        public double Run(ReadOnlySpan<TInput> x, ReadOnlySpan<TTarget> y, int rows, bool training)
        {
            int shards = _model.ShardsOf(rows);
            ModelDescription description = _model.Description;
            fixed (TInput* firstInput = x)
            fixed (TTarget* firstTarget = y)
            {
                _x = firstInput;
                _y = firstTarget;
                _rows = rows;
                _training = training;
                _elements = _model.CountLossElements(x);
                bool isLarge = IsLarge(rows * (training ? description.TrainingFlops : description.ForwardFlops));
                _model.OverTokens?.Forward(firstInput, rows, isLarge);
                RunAll(shards, isLarge);
                if (training)
                    _model.OverTokens?.Backward(isLarge);
            }

            double sum = 0;
            foreach (double shard in _sums.AsSpan(0, shards))
                sum += shard;
            // Nothing counts where all is padding.
            return _elements == 0 ? 0 : sum / _elements;
        }

        protected override void Run(int part)
        {
            ModelDescription description = _model.Description;
            Shard<float> shard = _model.ShardAt(part, _rows);
            ReadOnlySpan<TInput> x = RowsOf(_x, part, shard.Rows, description.ShardRows, _model.InputSize);
            ReadOnlySpan<TTarget> y = RowsOf(_y, part, shard.Rows, description.ShardRows, description.TargetSize);
            _model.Forward(x, shard, _training);
            _sums[part] = _model.SumLoss(y, shard);
            if (_training)
                _model.Backward(x, y, shard, _elements == 0 ? 0 : (float)(1 / _elements));
        }
    }
}
