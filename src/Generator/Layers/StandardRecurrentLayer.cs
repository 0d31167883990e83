using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>
/// What SimpleRNN, LSTM and GRU share: one kernel, one recurrent kernel and one bias, with the columns of the gates side by
/// side.
/// </summary>
internal abstract class StandardRecurrentLayer(AttributeSpec spec) : RecurrentLayer(spec)
{
    protected string ActivationName => Options.Name("Activation", "Tanh");

    protected string RecurrentActivationName => Options.Name("RecurrentActivation", Activations.Sigmoid);

    /// <summary>How many blocks of <see cref="RecurrentLayer.Units"/> columns the kernels have.</summary>
    protected abstract int Gates { get; }

    /// <summary>Rows of the bias: GRU with ResetAfter has one for the input and one for the hidden state.</summary>
    protected virtual int BiasRows => 1;

    /// <summary>Columns of the bias that begin as ones instead: (start, count).</summary>
    protected virtual (int Start, int Count) BiasOnes => default;

    private bool UseBias => Options.Bool("UseBias", true);

    public override IReadOnlyList<string> WeightNames => ["kernel", "recurrent_kernel", "bias"];

    public override long CountParameters(Shape input) =>
        checked((long)Gates * Units * ((long)input.Last + Units + (UseBias ? BiasRows : 0)));

    protected override bool CheckWeights(Shape input, IProblems problems) =>
        WeightOptions.Check(this, problems, ("Kernel", 2), ("Recurrent", 2), ("Bias", BiasRows == 1 ? 1 : 2));

    protected override IReadOnlyList<Tensor> DeclareWeights(LayerBuilder b, int features)
    {
        int columns = Gates * Units;
        List<Tensor> weights =
        [
            b.Parameter(
                "kernel", "W", new Shape(features, columns),
                WeightOptions.Initialization(Options, "Kernel", "GlorotUniform"), WeightOptions.Penalty(Options, "Kernel")),
            b.Parameter(
                "recurrent_kernel", "U", new Shape(Units, columns),
                WeightOptions.Initialization(Options, "Recurrent", "Orthogonal"), WeightOptions.Penalty(Options, "Recurrent")),
        ];
        if (UseBias)
        {
            weights.Add(b.Parameter(
                "bias", "b", new Shape(BiasRows * columns),
                WeightOptions.Initialization(Options, "Bias", "Zeros", BiasOnes.Start, BiasOnes.Count), WeightOptions.Penalty(Options, "Bias"),
                BiasRows == 1 ? null : new Shape(BiasRows, columns)));
        }

        return weights;
    }
}
