using System.Numerics.Tensors;
using RnnGen.Threads;

namespace RnnGen;

public abstract partial class Optimizer
{
    /// <summary>Parameters of a part that a thread takes.</summary>
    private const int PartSize = 1 << 15;

    /// <summary>Fewer are updated before a second thread has come: about 50 µs of work.</summary>
    private const int FewestForThreads = 1 << 18;

    /// <summary>Parameters that are summed, clipped and updated together, while they are in the first cache.</summary>
    private const int BlockSize = 1 << 10;

    // The pass of this optimizer's rule, and that which sums the gradients before their norm is taken.
    private ParallelWork? _update;
    private SumPass? _sum;
    private int _shards;

    /// <summary>Takes one step with the gradients that this many shards of the model hold.</summary>
    internal void Apply(Model model, int shards)
    {
        Attach(model);
        _shards = shards;
        Iterations++;
        if (_clipNorm is not null || _globalClipNorm is not null)
            ClipNorms(model);
        Update();
    }

    /// <summary>Applies the optimizer's formula to each parameter; <see cref="Iterations"/> is this step's number t.</summary>
    private protected abstract void Update();

    /// <summary>
    /// Runs a rule over all parameters in one pass, in which the gradients of the shards are added, in their order, and
    /// clipped by value.
    /// </summary>
    private protected void Run<TRule>(TRule rule)
        where TRule : struct, IUpdateRule
    {
        var pass = (RulePass<TRule>)(_update ??= new RulePass<TRule>(this));
        pass.Run(rule, (float)((double)(WeightDecay ?? 0) * LearningRate));
    }

    /// <summary>Norms are of whole gradients, so the shards' are added first.</summary>
    private void ClipNorms(Model model)
    {
        _sum ??= new SumPass(this);
        _sum.Run();
        _shards = 1;
        Span<float> gradients = model.Gradients;
        if (_clipNorm is float norm)
        {
            foreach (WeightDescription weight in model.Description.Weights)
            {
                if (weight.Trainable)
                    model.SparseGradientsSpoilt |= !ScaleToNorm(gradients.Slice(weight.Offset, weight.Size), norm);
            }
        }
        else if (_globalClipNorm is float globalNorm)
        {
            float found = MathF.Sqrt(TensorPrimitives.SumOfSquares(gradients));
            float scale = float.IsFinite(found) ? globalNorm / MathF.Max(found, globalNorm) : float.NaN;
            TensorPrimitives.Multiply(gradients, scale, gradients);
            model.SparseGradientsSpoilt |= float.IsNaN(scale);
        }
    }

    /// <summary>Whether the scale was a number: NaN makes NaN of zeros, too.</summary>
    private static bool ScaleToNorm(Span<float> gradient, float norm)
    {
        float found = MathF.Sqrt(TensorPrimitives.SumOfSquares(gradient));
        float scale = norm / MathF.Max(found, norm);
        TensorPrimitives.Multiply(gradient, scale, gradient);
        return !float.IsNaN(scale);
    }

    /// <summary>A pass over all parameters, block by block.</summary>
    private abstract class ParameterPass(Optimizer optimizer) : ParallelWork
    {
        protected Optimizer Optimizer { get; } = optimizer;

        protected Model Model => Optimizer._model!;

        protected void RunAll()
        {
            int parameters = Model.Description.ParameterCount;
            RunAll((parameters + PartSize - 1) / PartSize, isLarge: parameters >= FewestForThreads);
        }

        protected sealed override void Run(int part)
        {
            int end = (int)Math.Min((long)(part + 1) * PartSize, Model.Description.ParameterCount);
            for (int start = part * PartSize; start < end; start += BlockSize)
            {
                int length = Math.Min(BlockSize, end - start);
                Span<float> gradients = Model.Gradients.Slice(start, length);
                AddShards(start, gradients);
                Finish(start, gradients);
            }
        }

        private void AddShards(int start, Span<float> gradients)
        {
            // The gradients of tables have been added already.
            int tables = Model.Description.SparseParameterCount, skipped = Math.Clamp(tables - start, 0, gradients.Length);
            gradients = gradients[skipped..];
            if (gradients.IsEmpty)
                return;
            for (int shard = 1; shard < Optimizer._shards; shard++)
                TensorPrimitives.Add(gradients, Model.GradientsOf(shard).Slice(start + skipped - tables, gradients.Length), gradients);
        }

        /// <summary>Works on a block whose gradients have been added.</summary>
        protected virtual void Finish(int start, Span<float> gradients)
        {
        }
    }

    /// <summary>Adds the shards' gradients.</summary>
    private sealed class SumPass(Optimizer optimizer) : ParameterPass(optimizer)
    {
        public void Run() => RunAll();
    }

    /// <summary>Adds the shards' gradients and updates the parameters by a rule.</summary>
    private sealed class RulePass<TRule>(Optimizer optimizer) : ParameterPass(optimizer)
        where TRule : struct, IUpdateRule
    {
        private TRule _rule;
        private float _decay;

        public void Run(TRule rule, float decay)
        {
            _rule = rule;
            _decay = decay;
            RunAll();
        }

        protected override void Finish(int start, Span<float> gradients)
        {
            if (Optimizer._clipValue is float limit)
                TensorPrimitives.Clamp(gradients, -limit, limit, gradients);
            UpdatePass.Run(_rule, _decay, new UpdateBlock
            {
                Weights = Model.Parameters.Slice(start, gradients.Length),
                Gradients = gradients,
                State0 = State(0, start, gradients.Length),
                State1 = State(1, start, gradients.Length),
                State2 = State(2, start, gradients.Length),
            });
            if (Optimizer.UseEma)
                Optimizer.Average(Model.Parameters.Slice(start, gradients.Length), start);
        }

        private Span<float> State(int index, int start, int length) =>
            index < TRule.StateCount ? Optimizer._state.Span.Slice(index * Optimizer._stateStride + start, length) : default;
    }
}
