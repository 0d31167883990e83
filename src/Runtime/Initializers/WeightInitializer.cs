namespace RnnGen;

/// <summary>
/// Draws the initial weights with Keras 3's distributions. A weight's values depend on the seed and its index alone.
/// </summary>
internal static class WeightInitializer
{
    /// <summary>Standard deviation of a standard normal distribution truncated at ±2.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    /// <summary>Initialises all weights of a model.</summary>
    public static void Initialize(Model model)
    {
        for (int i = 0; i < model.Description.Weights.Length; i++)
        {
            WeightDescription weight = model.Description.Weights[i];
            Span<float> values = model.WritableValuesOf(weight);
            Fill(weight, values, new RandomStream(model.Seed, RandomPurpose.Weights, i));
            values.Slice(weight.OnesStart, weight.OnesCount).Fill(1);
        }
    }

    private static void Fill(WeightDescription weight, Span<float> values, RandomStream random)
    {
        (double fanIn, double fanOut) = Fans(weight.Shape);
        switch (weight.Initializer)
        {
            case Initializer.Zeros:
                values.Clear();
                break;
            case Initializer.Ones:
                values.Fill(1);
                break;
            case Initializer.Constant:
                values.Fill((float)Argument(weight, 0, otherwise: 0));
                break;
            case Initializer.GlorotUniform:
                ScaledUniform(values, 1, (fanIn + fanOut) / 2, random);
                break;
            case Initializer.GlorotNormal:
                ScaledNormal(values, 1, (fanIn + fanOut) / 2, random);
                break;
            case Initializer.HeUniform:
                ScaledUniform(values, 2, fanIn, random);
                break;
            case Initializer.HeNormal:
                ScaledNormal(values, 2, fanIn, random);
                break;
            case Initializer.LecunUniform:
                ScaledUniform(values, 1, fanIn, random);
                break;
            case Initializer.LecunNormal:
                ScaledNormal(values, 1, fanIn, random);
                break;
            case Initializer.Orthogonal:
                OrthogonalMatrix.Fill(values, Columns(weight), Argument(weight, 0, otherwise: 1), random);
                break;
            case Initializer.RandomNormal:
                Normal(values, Argument(weight, 0, otherwise: 0), Argument(weight, 1, otherwise: 0.05), random);
                break;
            case Initializer.RandomUniform:
                Uniform(values, Argument(weight, 0, otherwise: -0.05), Argument(weight, 1, otherwise: 0.05), random);
                break;
            case Initializer.TruncatedNormal:
                TruncatedNormal(values, Argument(weight, 0, otherwise: 0), Argument(weight, 1, otherwise: 0.05), random);
                break;
            case Initializer.Identity:
                Identity(values, Columns(weight), Argument(weight, 0, otherwise: 1));
                break;
            default:
                throw new NotSupportedException($"{weight.Path}: unknown initializer {weight.Initializer}.");
        }
    }

    /// <summary>
    /// Inputs and outputs of one unit, as Keras counts them: rows and columns of a matrix, both the length of a vector,
    /// and for a convolution (…, in, out) each times the size of the receptive field.
    /// </summary>
    internal static (double FanIn, double FanOut) Fans(ReadOnlySpan<int> shape)
    {
        if (shape.Length == 0)
            return (1, 1);
        if (shape.Length == 1)
            return (shape[0], shape[0]);

        double receptiveField = ShapeText.Size(shape[..^2]);
        return (shape[^2] * receptiveField, shape[^1] * receptiveField);
    }

    /// <summary>Variance scaling with a uniform distribution: variance scale/fan, so ±√(3·scale/fan).</summary>
    private static void ScaledUniform(Span<float> values, double scale, double fan, RandomStream random)
    {
        double limit = Math.Sqrt(3 * scale / Math.Max(1, fan));
        Uniform(values, -limit, limit, random);
    }

    /// <summary>Variance scaling with a truncated normal distribution, widened to a variance of scale/fan.</summary>
    private static void ScaledNormal(Span<float> values, double scale, double fan, RandomStream random)
        => TruncatedNormal(values, 0, Math.Sqrt(scale / Math.Max(1, fan)) / TruncatedDeviation, random);

    private static void Uniform(Span<float> values, double minimum, double maximum, RandomStream random)
    {
        foreach (ref float value in values)
            value = (float)(minimum + (maximum - minimum) * random.NextUniform());
    }

    private static void Normal(Span<float> values, double mean, double deviation, RandomStream random)
    {
        foreach (ref float value in values)
            value = (float)(mean + deviation * random.NextNormal());
    }

    private static void TruncatedNormal(Span<float> values, double mean, double deviation, RandomStream random)
    {
        foreach (ref float value in values)
            value = (float)(mean + deviation * random.NextTruncatedNormal());
    }

    private static void Identity(Span<float> values, int columns, double gain)
    {
        values.Clear();
        int diagonal = Math.Min(columns, values.Length / columns);
        for (int i = 0; i < diagonal; i++)
            values[i * columns + i] = (float)gain;
    }

    /// <summary>Columns of a weight seen as a matrix: its last axis.</summary>
    private static int Columns(WeightDescription weight)
    {
        if (weight.Shape.Length < 2)
        {
            throw new NotSupportedException(
                $"{weight.Path} has shape {ShapeText.Tuple(weight.Shape)}: the initializer {weight.Initializer} needs at "
                + "least two axes.");
        }

        return weight.Shape[^1];
    }

    private static double Argument(WeightDescription weight, int index, double otherwise)
        => index < weight.Arguments.Length ? weight.Arguments[index] : otherwise;
}
