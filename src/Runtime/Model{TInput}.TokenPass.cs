using System.Runtime.InteropServices;
using RnnGen.Threads;

namespace RnnGen;

public abstract partial class Model<TInput>
{
    /// <summary>
    /// Computes what is computed once for each different token of a batch, however many of its shards have it: each shard
    /// computes a share of them. Generated code implements it where there is anything.
    /// </summary>
    /// <param name="shard">The shard whose share is computed, before any shard is run forward.</param>
    protected virtual void ForwardTokens(Shard<float> shard)
    {
    }

    /// <summary>
    /// Computes the gradients of <see cref="ForwardTokens"/> and adds those of weights to <see cref="Shard{T}.Gradients"/>.
    /// Generated code implements it where there is anything.
    /// </summary>
    /// <param name="shard">The shard whose share is computed, after all shards have been run backward.</param>
    protected virtual void BackwardTokens(Shard<float> shard)
    {
    }

    /// <summary>What comes before a batch's shards and after them, where these compute something together for their tokens.</summary>
    private protected sealed unsafe class TokenPass(Model<TInput> model, BatchTokens tokens) : ParallelWork
    {
        private Stage _stage;
        private TInput* _x;
        private int _rows;

        private enum Stage
        {
            Find,
            FindRows,
            Backward,
        }

        /// <summary>Before the shards are run forward.</summary>
        /// <param name="x">The input of all shards.</param>
        /// <param name="rows">Its rows.</param>
        /// <param name="isLarge">Whether other threads may help.</param>
        public void Forward(TInput* x, int rows, bool isLarge)
        {
            _x = x;
            _rows = rows;
            Run(Stage.Find, isLarge);
            tokens.Merge(model.ShardsOf(rows));
            Run(Stage.FindRows, isLarge);
        }

        /// <summary>After all shards have been run backward.</summary>
        /// <param name="isLarge">Whether other threads may help.</param>
        public void Backward(bool isLarge) => Run(Stage.Backward, isLarge);

        protected override void Run(int part)
        {
            Shard<float> shard = model.ShardAt(part, _rows);
            switch (_stage)
            {
                case Stage.Find:
                    tokens.Find(part, MemoryMarshal.Cast<TInput, int>(RowsOf(_x, part, shard.Rows, model.Description.ShardRows, model.InputSize)));
                    break;
                case Stage.FindRows:
                    tokens.FindRows(part);
                    model.ForwardTokens(shard);
                    break;
                default:
                    model.BackwardTokens(shard);
                    break;
            }
        }

        private void Run(Stage stage, bool isLarge)
        {
            _stage = stage;
            RunAll(model.ShardsOf(_rows), isLarge);
        }
    }
}
