namespace RnnGen.Runtime.Tests;

/// <summary>y = x·W + b with mean squared error, written by hand as plainly as can be.</summary>
internal sealed class LinearModel : Model<float, float>
{
    private readonly int _inputs;
    private readonly int _outputs;

    public LinearModel(int inputs, int outputs, int batch, int seed = 0, string name = "Linear", int? shardRows = null)
        : base(Description_(inputs, outputs, batch, name, shardRows), seed)
    {
        _inputs = inputs;
        _outputs = outputs;
    }

    private static ModelDescription Description_(int inputs, int outputs, int batch, string name, int? shardRows)
        => Describe.Model(
            [inputs],
            [outputs],
            batch,
            [
                new WeightDescription("dense", "kernel", [inputs, outputs], 0, Initializer.GlorotUniform),
                new WeightDescription("dense", "bias", [outputs], inputs * outputs, Initializer.Zeros),
            ],
            name: name,
            shardRows: shardRows);

    public Span<float> WorkspaceNow => ShardAt(0, 1).Workspace;

    protected override void Forward(ReadOnlySpan<float> x, Shard<float> shard, bool training)
    {
        Span<float> y = shard.Workspace;
        for (int row = 0; row < shard.Rows; row++)
        {
            for (int j = 0; j < _outputs; j++)
            {
                float sum = Parameters[_inputs * _outputs + j];
                for (int i = 0; i < _inputs; i++)
                    sum += x[row * _inputs + i] * Parameters[i * _outputs + j];
                y[row * _outputs + j] = sum;
            }
        }
    }

    protected override ReadOnlySpan<float> Output(int index, Shard<float> shard) => shard.Workspace[..(shard.Rows * _outputs)];

    protected override double SumLoss(ReadOnlySpan<float> y, Shard<float> shard)
    {
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
            sum += Math.Pow(shard.Workspace[i] - y[i], 2);
        return sum;
    }

    protected override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Shard<float> shard, float scale)
    {
        Span<float> gradients = shard.Gradients;
        gradients.Clear();
        for (int row = 0; row < shard.Rows; row++)
        {
            for (int j = 0; j < _outputs; j++)
            {
                float delta = 2 * (shard.Workspace[row * _outputs + j] - y[row * _outputs + j]) * scale;
                gradients[_inputs * _outputs + j] += delta;
                for (int i = 0; i < _inputs; i++)
                    gradients[i * _outputs + j] += delta * x[row * _inputs + i];
            }
        }
    }
}
