namespace RnnGen.Numeric.Tests.Layers;

/// <summary>A convolution or a pooling, and what Keras' documentation says it computes, as plain loops over an image.</summary>
/// <param name="Kind">The attribute: Conv1D, MaxPooling2D … Over time, the height is 1.</param>
/// <param name="Input">(height, width, channels)</param>
/// <param name="Size">Positions of a window, down and across.</param>
/// <param name="Strides">Down and across.</param>
/// <param name="Dilation">Down and across; convolutions only.</param>
/// <param name="Padding">Where windows may reach.</param>
/// <param name="Filters">Channels of a convolution's output; 0 for a pooling.</param>
/// <param name="Rows">Samples of the batch.</param>
internal sealed record WindowCase(
    string Kind, (int Height, int Width, int Channels) Input, (int Down, int Across) Size, (int Down, int Across) Strides,
    (int Down, int Across) Dilation, Padding Padding, int Filters, int Rows)
{
    private bool IsFlat => Kind.EndsWith("1D", StringComparison.Ordinal);

    private int Channels => Filters > 0 ? Filters : Input.Channels;

    private int CountDown => Count(Input.Height, Size.Down, Strides.Down, Dilation.Down);

    private int CountAcross => Count(Input.Width, Size.Across, Strides.Across, Dilation.Across);

    /// <summary>Names the case: Conv2D_7x6x2_3x2_by_2x1_Same_to_3.</summary>
    public string Name =>
        $"{Kind}_{Input.Height}x{Input.Width}x{Input.Channels}_{Size.Down}x{Size.Across}_by_{Strides.Down}x{Strides.Across}"
        + $"_gap_{Dilation.Down}x{Dilation.Across}_{Padding}_to_{Filters}_rows_{Rows}";

    public IReadOnlyList<int> OutputShape => IsFlat ? [CountAcross, Channels] : [CountDown, CountAcross, Channels];

    /// <summary>The network as a user writes it.</summary>
    public string Attributes
    {
        get
        {
            string Pair((int Down, int Across) value) => IsFlat ? $"{value.Across}" : $"new[] {{ {value.Down}, {value.Across} }}";
            string size = IsFlat ? $"{Size.Across}" : $"{Size.Down}, {Size.Across}";
            string dilation = Filters == 0 ? "" : $", DilationRate = {Pair(Dilation)}, BiasInitializer = Initializer.RandomNormal";
            string input = IsFlat ? $"{Input.Width}, {Input.Channels}" : $"{Input.Height}, {Input.Width}, {Input.Channels}";
            return $"[Model({input}, Batch = {Rows})] [{Kind}({(Filters > 0 ? $"{Filters}, " : "")}{size}, "
                + $"Strides = {Pair(Strides)}, Padding = Padding.{Padding}{dilation})]";
        }
    }

    /// <summary>The output for inputs of all rows, with Keras' kernel (down, across, channels, filters) and bias.</summary>
    public double[] Compute(float[] x, float[] kernel, float[] bias)
    {
        List<double> y = [];
        for (int row = 0; row < Rows; row++)
        {
            for (int i = 0; i < CountDown; i++)
            {
                for (int j = 0; j < CountAcross; j++)
                {
                    for (int channel = 0; channel < Channels; channel++)
                        y.Add(One(x, kernel, bias, row, i, j, channel));
                }
            }
        }

        return [.. y];
    }

    private double One(float[] x, float[] kernel, float[] bias, int row, int i, int j, int channel)
    {
        List<double> seen = [];
        double sum = 0;
        for (int k = 0; k < Size.Down; k++)
        {
            for (int l = 0; l < Size.Across; l++)
            {
                int down = i * Strides.Down + k * Dilation.Down - Before(Input.Height, Size.Down, Strides.Down, Dilation.Down);
                int across = j * Strides.Across + l * Dilation.Across - Before(Input.Width, Size.Across, Strides.Across, Dilation.Across);
                if (down < 0 || down >= Input.Height || across < 0 || across >= Input.Width)
                    continue;
                int at = ((row * Input.Height + down) * Input.Width + across) * Input.Channels;
                if (Filters == 0)
                    seen.Add(x[at + channel]);
                for (int c = 0; c < Input.Channels && Filters > 0; c++)
                    sum += (double)x[at + c] * kernel[((k * Size.Across + l) * Input.Channels + c) * Filters + channel];
            }
        }

        return Filters > 0 ? sum + bias[channel] : Kind.StartsWith("Max", StringComparison.Ordinal) ? seen.Max() : seen.Average();
    }

    /// <summary>valid: ⌈(n − extent + 1) / stride⌉; same and causal: ⌈n / stride⌉.</summary>
    private int Count(int length, int size, int stride, int dilation) => (int)Math.Ceiling(
        (Padding == Padding.Valid ? length - (size - 1) * dilation : length) / (double)stride);

    /// <summary>Padding before the input: none, half of what is missing (rounded down), or all that a window can reach back.</summary>
    private int Before(int length, int size, int stride, int dilation)
    {
        int reach = (size - 1) * dilation;
        return Padding switch
        {
            Padding.Causal => reach,
            Padding.Same => Math.Max((Count(length, size, stride, dilation) - 1) * stride + reach + 1 - length, 0) / 2,
            _ => 0,
        };
    }
}
