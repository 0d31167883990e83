using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning.Fusion;
using RnnGen.Generator.Weights;

namespace RnnGen.Generator.Planning;

/// <summary>Where everything is: decided once, constants in the generated code.</summary>
internal sealed class Plan(Network network, IReadOnlyList<WorkspaceBuffer> buffers, IReadOnlyList<WorkspaceBuffer> tokenBuffers, Sharding sharding)
{
    private readonly Dictionary<Tensor, WorkspaceBuffer> _buffers = buffers.Concat(tokenBuffers).ToDictionary(buffer => buffer.Tensor);

    public Network Network { get; } = network;

    /// <summary>How a batch is cut; all sizes are those of one shard.</summary>
    public Sharding Sharding { get; } = sharding;

    /// <summary>The workspace's buffers in the order in which the code first writes them.</summary>
    public IReadOnlyList<WorkspaceBuffer> Buffers { get; } = buffers;

    /// <summary>The same for what is computed once for each different token of a batch, which all shards share.</summary>
    public IReadOnlyList<WorkspaceBuffer> TokenBuffers { get; } = tokenBuffers;

    public int ParameterCount => Network.Parameters.Sum(parameter => parameter.Tensor.Size);

    /// <summary>How many of the parameters, the first, belong to tables.</summary>
    public int SparseParameterCount => Network.Parameters.Where(parameter => parameter.IsSparse).Sum(parameter => parameter.Tensor.Size);

    /// <summary>The stretches of a shard's gradients that ops add to, and that must be zeros before.</summary>
    public IReadOnlyList<(int Start, int Length)> AddedGradients
    {
        get
        {
            HashSet<Tensor> written = [.. OnlyGradients.InOneGo(Network).Where(gradient => gradient.IsOnly).Select(gradient => gradient.Target.Tensor)];
            List<(int Start, int Length)> stretches = [];
            foreach (Parameter parameter in Network.Parameters.Where(parameter => !parameter.IsSparse && !written.Contains(parameter.Gradient)))
            {
                int start = parameter.Offset - SparseParameterCount;
                (int Start, int Length) last = stretches.LastOrDefault();
                if (last.Length > 0 && last.Start + last.Length == start)
                    stretches[stretches.Count - 1] = last with { Length = last.Length + parameter.Tensor.Size };
                else
                    stretches.Add((start, parameter.Tensor.Size));
            }

            return stretches;
        }
    }

    /// <summary>Values of the weights that are not trained.</summary>
    public int NonTrainableCount => Network.Statistics.Sum(statistic => statistic.Tensor.Size);

    /// <summary>Where the weights lie that are baked into the assembly; null when they start anew.</summary>
    public BakedWeights? Weights { get; set; }

    /// <summary>Values of all kept (stateful) states of a shard.</summary>
    public int StateSize { get; set; }

    /// <summary>Values of workspace that a forward pass needs.</summary>
    public long InferenceWorkspaceSize => SizeOf(Buffers.Where(buffer => buffer.UsedForward));

    /// <summary>Values of workspace that forward and backward need together.</summary>
    public long TrainingWorkspaceSize => SizeOf(Buffers);

    /// <summary>The same of the workspace that all shards share.</summary>
    public long InferenceTokenWorkspaceSize => SizeOf(TokenBuffers.Where(buffer => buffer.UsedForward));

    public long TrainingTokenWorkspaceSize => SizeOf(TokenBuffers);

    /// <summary>Values of workspace that hold some buffers.</summary>
    public static long SizeOf(IEnumerable<WorkspaceBuffer> buffers) => buffers.Select(buffer => buffer.End).DefaultIfEmpty().Max();

    /// <summary>Floating-point operations of one sample forward; and forward and backward.</summary>
    public long ForwardFlops { get; set; }

    public long TrainingFlops { get; set; }

    /// <summary>The buffer that holds a tensor, itself or as a slot or alias of another.</summary>
    public WorkspaceBuffer this[Tensor tensor] => _buffers[tensor];
}

/// <summary>A stretch of the workspace for one tensor.</summary>
internal sealed class WorkspaceBuffer(Tensor tensor, string owner, int firstUse, int lastUse, bool usedForward, long size)
{
    public Tensor Tensor { get; } = tensor;

    /// <summary>Name of the layer that the tensor belongs to.</summary>
    public string Owner { get; } = owner;

    /// <summary>Positions of the first and last op that touches it, forward and backward counted on.</summary>
    public int FirstUse { get; } = firstUse;

    public int LastUse { get; } = lastUse;

    public bool UsedForward { get; } = usedForward;

    /// <summary>Values it holds for all rows of a shard.</summary>
    public long Size { get; } = size;

    /// <summary>First value, counted in values from the start of the workspace.</summary>
    public long Offset { get; set; }

    public long End => Offset + Size;
}
