namespace RnnGen.Numeric.Tests.Cells;

/// <summary>A cell as a user writes it.</summary>
/// <param name="Name">Of its class, and of its tests.</param>
/// <param name="Members">The members of its class: Step and what that calls.</param>
internal sealed record CellSource(string Name, string Members)
{
    public string Code => $"public static class {Name}\n{{\n{Members}\n}}";
}

/// <summary>The cells of the tests: those of papers and lectures, and those that use each thing a cell may have.</summary>
internal static class CellSources
{
    /// <summary>The lecture's own RNNCell, and SimpleRNN.</summary>
    public static CellSource RnnCell { get; } = new(
        "RnnCell",
        """
        public static Vector Step(Vector x, Vector h, Kernel Wx, RecurrentKernel Wh, Bias b) => Tanh(x * Wx + h * Wh + b);
        """);

    /// <summary>The minimal gated unit (Zhou et al. 2016).</summary>
    public static CellSource MinimalGatedUnit { get; } = new(
        "MinimalGatedUnit",
        """
        public static Vector Step(
            Vector x, Vector h,
            Kernel Wf, RecurrentKernel Uf, Bias bf,
            Kernel Wh, RecurrentKernel Uh, Bias bh)
        {
            var f = Sigmoid(x * Wf + h * Uf + bf);
            var g = Tanh(x * Wh + (f * h) * Uh + bh);
            return (1 - f) * h + f * g;
        }
        """);

    /// <summary>An LSTM whose gates see the memory (Gers and Schmidhuber 2000).</summary>
    public static CellSource PeepholeLstm { get; } = new(
        "PeepholeLstm",
        """
        public static (Vector h, Vector c) Step(
            Vector x, Vector h, Vector c,
            Kernel Wi, RecurrentKernel Ui, DiagonalKernel Pi, Bias bi,
            Kernel Wf, RecurrentKernel Uf, DiagonalKernel Pf, [Initialize(Initializer.Ones)] Bias bf,
            Kernel Wc, RecurrentKernel Uc, Bias bc,
            Kernel Wo, RecurrentKernel Uo, DiagonalKernel Po, Bias bo)
        {
            var i = Sigmoid(x * Wi + h * Ui + c * Pi + bi);
            var f = Sigmoid(x * Wf + h * Uf + c * Pf + bf);
            var g = Tanh(x * Wc + h * Uc + bc);
            var memory = f * c + i * g;
            var o = Sigmoid(x * Wo + h * Uo + memory * Po + bo);
            return (o * Tanh(memory), memory);
        }
        """);

    /// <summary>The LSTM of 1997, before the forget gate (Hochreiter and Schmidhuber); its squashing functions are scaled sigmoids.</summary>
    public static CellSource Lstm1997 { get; } = new(
        "Lstm1997",
        """
        public static (Vector, Vector) Step(
            Vector x, Vector h, Vector c,
            Kernel Wi, RecurrentKernel Ui, [Initialize(Initializer.Constant, -1.0)] Bias bi,
            Kernel Wg, RecurrentKernel Ug, Bias bg,
            Kernel Wo, RecurrentKernel Uo, [Initialize(Initializer.Constant, -1.0)] Bias bo)
        {
            var i = Sigmoid(x * Wi + h * Ui + bi);
            var g = 4 * Sigmoid(x * Wg + h * Ug + bg) - 2;
            var o = Sigmoid(x * Wo + h * Uo + bo);
            var cNew = c + i * g;
            return (o * (2 * Sigmoid(cNew) - 1), cNew);
        }
        """);

    /// <summary>Keras' LSTM.</summary>
    public static CellSource Lstm { get; } = new(
        "OwnLstm",
        """
        public static (Vector h, Vector c) Step(
            Vector x, Vector h, Vector c,
            Kernel Wi, Kernel Wf, Kernel Wc, Kernel Wo,
            RecurrentKernel Ui, RecurrentKernel Uf, RecurrentKernel Uc, RecurrentKernel Uo,
            Bias bi, [Initialize(Initializer.Ones)] Bias bf, Bias bc, Bias bo)
        {
            var i = Sigmoid(x * Wi + h * Ui + bi);
            var f = Sigmoid(x * Wf + h * Uf + bf);
            var g = Tanh(x * Wc + h * Uc + bc);
            var o = Sigmoid(x * Wo + h * Uo + bo);
            var cNew = f * c + i * g;
            return (o * Tanh(cNew), cNew);
        }
        """);

    /// <summary>Keras' GRU with ResetAfter.</summary>
    public static CellSource Gru { get; } = new(
        "OwnGru",
        """
        public static Vector Step(
            Vector x, Vector h,
            Kernel Wz, Kernel Wr, Kernel Wh,
            RecurrentKernel Uz, RecurrentKernel Ur, RecurrentKernel Uh,
            Bias bz, Bias br, Bias bh, Bias cz, Bias cr, Bias ch)
        {
            var z = Sigmoid(x * Wz + h * Uz + bz + cz);
            var r = Sigmoid(x * Wr + h * Ur + br + cr);
            var g = Tanh(x * Wh + bh + r * (h * Uh + ch));
            return z * h + (1 - z) * g;
        }
        """);

    /// <summary>The GRU of Cho et al. 2014: Keras' without ResetAfter. Its gates come from a method of their own.</summary>
    public static CellSource GruOfThePaper { get; } = new(
        "GruOfThePaper",
        """
        public static Vector Step(
            Vector x, Vector h,
            Kernel Wz, Kernel Wr, Kernel Wh,
            RecurrentKernel Uz, RecurrentKernel Ur, RecurrentKernel Uh,
            Bias bz, Bias br, Bias bh)
        {
            var z = Gate(x, h, Wz, Uz, bz);
            var r = Gate(b: br, x: x, h: h, W: Wr, U: Ur);
            var g = Tanh(Sum(x, r * h, Wh, Uh, bh));
            return z * h + (1 - z) * g;
        }

        private static Vector Gate(Vector x, Vector h, Kernel W, RecurrentKernel U, Bias b) => Sigmoid(Sum(x, h, W, U, b));

        private static Vector Sum(Vector x, Vector h, Kernel W, RecurrentKernel U, Bias b)
        {
            var sum = x * W + h * U + b;
            return sum;
        }
        """);

    /// <summary>Each unit sees its own past alone (Li et al. 2018): a diagonal recurrent kernel, and no other.</summary>
    public static CellSource IndependentRnn { get; } = new(
        "IndependentRnn",
        """
        public static Vector Step(Vector x, Vector h, Kernel W, [Initialize(Initializer.RandomUniform, 0, 1)] DiagonalKernel u, Bias b) =>
            LeakyRelu(x * W + u * h + b);
        """);

    /// <summary>The simple recurrent unit (Lei et al. 2018), which adds its input to its output: as many features as units.</summary>
    public static CellSource SimpleRecurrentUnit { get; } = new(
        "SimpleRecurrentUnit",
        """
        public static (Vector, Vector) Step(
            Vector x, Vector h, Vector c, Kernel W, Kernel Wf, Kernel Wr, DiagonalKernel vf, DiagonalKernel vr, Bias bf, Bias br)
        {
            var f = Sigmoid(x * Wf + vf * c + bf);
            var r = Sigmoid(x * Wr + vr * c + br);
            var cNew = f * c + (1 - f) * (x * W);
            return (r * cNew + (1 - r) * x, cNew);
        }
        """);

    /// <summary>Each function once.</summary>
    public static CellSource Functions { get; } = new(
        "EachFunction",
        """
        public static Vector Step(Vector x, Vector h, Kernel W, RecurrentKernel U, Bias b)
        {
            var z = x * W + h * U + b;
            var activations = Tanh(z) + Sigmoid(z) + Relu(z) + LeakyRelu(z) + Elu(z) + Selu(z) + Gelu(z) + Silu(2 * z)
                + Softplus(z) + Softsign(z) + HardSigmoid(z);
            var others = Exp(-Square(z)) + Log(1 + Abs(z)) + Sqrt(1.5 + Tanh(z)) + Softmax(z);
            var choices = Min(z, h) + Max(z, b) + Min(z, 0.25) + Max(-0.5, z);
            return Tanh(0.1 * activations + 0.2 * others - choices / 4);
        }
        """);

    /// <summary>The one function that vectors lack, where gradients are sums over rows: of a weight, and times a weight.</summary>
    public static CellSource ErrorFunction { get; } = new(
        "ErrorFunction",
        """
        public static Vector Step(Vector x, Vector h, Kernel W, RecurrentKernel U, Bias b, DiagonalKernel p)
        {
            var z = x * W + h * U;
            return Tanh(z + Gelu(b) + p * Gelu(z));
        }
        """);

    /// <summary>Each operator, with numbers of all kinds.</summary>
    public static CellSource Operators { get; } = new(
        "Operators",
        """
        private const double Half = 1.0 / 2;
        private static readonly float s_third = 1f / 3;

        public static Vector Step(Vector x, Vector h, Kernel W, RecurrentKernel U, Bias b)
        {
            const int Two = 2;
            double quarter = Half / Two;
            var z = x * W - h * U + b;
            Vector scaled = quarter * z + z * s_third - (Half - z) + (z - 3) / Two;
            var quotient = 1 / (2 + z * z) + h / (1.5f + Exp(-z));
            var negative = -(z + -h) - -quotient;
            return Tanh(Leaked(scaled, rate: -quarter * 2) + negative * quotient);
        }

        private static Vector Leaked(Vector v, double rate, float scale = 0.5f) => (1 - rate) * v / (1 + scale * (v * v));
        """);

    /// <summary>Sums of many products, products with what was computed, weights in elementwise places.</summary>
    public static CellSource Sums { get; } = new(
        "Sums",
        """
        public static (Vector, Vector) Step(
            Vector x, Vector h, Vector v,
            Kernel W1, Kernel W2, RecurrentKernel U1, RecurrentKernel U2, RecurrentKernel U3,
            Bias b1, Bias b2, Bias b3, DiagonalKernel p, DiagonalKernel q)
        {
            var z = b3 + x * W1 + (h * U1 - v * U2 + b1) + Tanh(x) * W2 + b1 + b2 + (h * v) * U3 - b2;
            var decay = Exp(-Square(p));
            var rate = Sigmoid(q);
            var y = Tanh(z) * decay + (1 - decay) * (b1 * h);
            return (y + Tanh(b2 * U3), rate * v + (1 - rate) * Tanh(z * U1) + x * W1);
        }
        """);

    /// <summary>Products that share their left side, and a sum that occurs twice.</summary>
    public static CellSource Repeated { get; } = new(
        "Repeated",
        """
        public static Vector Step(Vector x, Vector h, Kernel W, RecurrentKernel U, Bias b)
        {
            var (a, c) = Both(x * W + h * U + b);
            (Vector d, _) = (Sigmoid(x * W + h * U + b), 1);
            return a * c + d * (h * U);
        }

        private static (Vector, Vector) Both(Vector z) => (Tanh(z), Sigmoid(z));
        """);

    /// <summary>States that are handed on as they are: swapped, kept, forgotten, set to a number, to the input and to a weight.</summary>
    public static CellSource States { get; } = new(
        "HandedOn",
        """
        public static (Vector h, Vector a, Vector b, Vector c, Vector d, Vector e, Vector f, Vector g) Step(
            Vector x, Vector h, Vector a, Vector b, Vector c, Vector d, Vector e, Vector f, Vector g, Kernel W, Bias bias)
        {
            var z = Tanh(x * W + a + 0.5 * b + c * d - e + f * g);
            var unused = Exp(z);
            return (z, b, a, c + 0.1 * z, 0.25 + 0 * z, x, bias, z);
        }
        """);

    /// <summary>A cell that forgets: no state is read, and neither is the input.</summary>
    public static CellSource Forgetful { get; } = new(
        "Forgetful",
        """
        public static (Vector, Vector) Step(Vector x, Vector h, Vector unused, Bias b, Kernel neverUsed) => (Tanh(b) * b, b * 2);
        """);

    /// <summary>Names that mean something in generated code, or are like those that it makes up.</summary>
    public static CellSource Names { get; } = new(
        "AwkwardNames",
        """
        public static (Vector rows, Vector x) Step(
            Vector t, Vector rows, Vector x, Kernel @class, Kernel workspace, RecurrentKernel h0, RecurrentKernel 가중치, Bias zSpan, DiagonalKernel s1)
        {
            var s0 = t * @class + rows * h0 + zSpan;
            var S0 = Sigmoid(x * 가중치 + t * workspace);
            var k = Silu(s0 * S0) + s1;
            var K = Tanh(k) * s0;
            var h = K - S0;
            var 기억 = h * x * k;
            var Math = Relu(기억 + 0.125);
            var Forward = Math * k;
            var Backward = Forward - Math;
            var s = Tanh(s0 * k + Backward) + Math + scale(h, k);
            return (s, Tanh(기억 + s));
        }

        private static Vector scale(Vector s, Vector row)
        {
            var h0 = s * row;
            return Tanh(h0 - s);
        }
        """);

    /// <summary>All that work with any number of features.</summary>
    public static IReadOnlyList<CellSource> All { get; } =
    [
        RnnCell, MinimalGatedUnit, PeepholeLstm, Lstm1997, Lstm, Gru, GruOfThePaper, IndependentRnn, Functions, ErrorFunction, Operators, Sums, Repeated,
        Forgetful, Names,
    ];

    /// <summary>Those that need as many features as units.</summary>
    public static IReadOnlyList<CellSource> Square { get; } = [SimpleRecurrentUnit, States];
}
