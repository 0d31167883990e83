namespace RnnGen.Generator.Ir;

/// <summary>
/// An elementwise expression over views of tensors. The operators simplify as they build (no x·1, no x + 0), so that
/// what the differentiator derives reads as a person would write it.
/// </summary>
internal abstract record Expr
{
    public static implicit operator Expr(double value) => new Constant(value);

    public static Expr operator +(Expr left, Expr right) => Simplifier.Add(left, right);

    public static Expr operator -(Expr left, Expr right) => Simplifier.Subtract(left, right);

    public static Expr operator *(Expr left, Expr right) => Simplifier.Multiply(left, right);

    public static Expr operator /(Expr left, Expr right) => Simplifier.Divide(left, right);

    public static Expr operator -(Expr value) => Simplifier.Negate(value);

    public static Expr Apply(Function function, Expr argument) => new Call(function, argument);

    public static Expr Exp(Expr x) => Apply(Function.Exp, x);

    public static Expr Tanh(Expr x) => Apply(Function.Tanh, x);

    public static Expr Sigmoid(Expr x) => Apply(Function.Sigmoid, x);

    public static Expr Abs(Expr x) => Apply(Function.Abs, x);

    /// <summary>1 / √x.</summary>
    public static Expr InverseSqrt(Expr x) => Apply(Function.InverseSqrt, x);

    public static Expr Max(Expr left, Expr right) => new Extremum(left, right, IsMax: true);

    public static Expr Min(Expr left, Expr right) => new Extremum(left, right, IsMax: false);

    /// <summary><paramref name="whenTrue"/> where <paramref name="left"/> &gt; <paramref name="right"/>, else <paramref name="whenFalse"/>.</summary>
    public static Expr WhereGreater(Expr left, Expr right, Expr whenTrue, Expr whenFalse) =>
        whenTrue == whenFalse ? whenTrue : new Where(left, right, whenTrue, whenFalse);

    /// <summary>The operands, for walks over the tree.</summary>
    public abstract IEnumerable<Expr> Operands { get; }

    /// <summary>The same node over other operands, simplified again.</summary>
    public abstract Expr WithOperands(IReadOnlyList<Expr> operands);

    /// <summary>Replaces every occurrence of a subexpression.</summary>
    public Expr Replace(Expr part, Expr replacement)
    {
        if (this == part)
            return replacement;
        Expr[] operands = [.. Operands];
        if (operands.Length == 0)
            return this;
        return WithOperands([.. operands.Select(operand => operand.Replace(part, replacement))]);
    }

    /// <summary>All views the expression reads, each once, in the order of reading.</summary>
    public IEnumerable<View> Views => Walk().OfType<View>().Distinct();

    /// <summary>The subexpressions that occur more than once and take work to compute, inner ones first.</summary>
    public IReadOnlyList<Expr> SharedParts =>
    [
        .. Walk()
            .Where(part => part is Call or Binary or Extremum && part is not Call { Function: Function.Square, Argument: View })
            .GroupBy(part => part)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .OrderBy(part => part.Walk().Count()),
    ];

    public IEnumerable<Expr> Walk()
    {
        yield return this;
        foreach (Expr operand in Operands)
        {
            foreach (Expr part in operand.Walk())
                yield return part;
        }
    }
}

/// <summary>Functions of one argument that the derivative knows.</summary>
internal enum Function
{
    Exp,
    Log,
    Sqrt,
    InverseSqrt,
    Square,
    Tanh,
    Sigmoid,
    Softplus,
    Erf,
    Abs,
    Sign,

    /// <summary>x, but zero where it is so small that it does not matter; it comes in after differentiation.</summary>
    Flush,
}

/// <summary>How a view takes part in an expression that has more elements than it has.</summary>
internal enum Broadcast
{
    /// <summary>It has as many elements as the expression.</summary>
    None,

    /// <summary>It is a vector, the same for each row: a parameter, or a statistic of the batch.</summary>
    AlongRows,

    /// <summary>It has a value for each row, the same in all columns of the row: a statistic of the row.</summary>
    AlongColumns,
}

/// <summary>Columns <paramref name="Offset"/> to <paramref name="Offset"/> + <paramref name="Width"/> of a tensor's last axis.</summary>
internal sealed record View(Tensor Tensor, int Offset, int Width, Broadcast Broadcast = Broadcast.None) : Expr
{
    public bool IsWhole => Width == Tensor.Columns;

    /// <summary>True when its elements are those of the expression, in the same order in memory.</summary>
    public bool IsContiguous => IsWhole && Broadcast == Broadcast.None;

    /// <summary>The same vector for each row of an expression.</summary>
    public View AlongRows => this with { Broadcast = Broadcast.AlongRows };

    /// <summary>The same value in each of the expression's columns; of one column it is that column.</summary>
    public View AlongColumns(int columns) => columns == 1 ? this : this with { Broadcast = Broadcast.AlongColumns };

    public override IEnumerable<Expr> Operands => [];

    public override Expr WithOperands(IReadOnlyList<Expr> operands) => this;

    public View Slice(int offset, int width, string symbol) => Tensor.Slice(Offset + offset, width, symbol);

    public override string ToString() => IsWhole ? Tensor.Name : $"{Tensor.Name}[{Offset}..{Offset + Width}]";
}

internal sealed record Constant(double Value) : Expr
{
    public override IEnumerable<Expr> Operands => [];

    public override Expr WithOperands(IReadOnlyList<Expr> operands) => this;
}

/// <summary>A number that is known when the code runs: the factor 1 / count of a mean.</summary>
/// <param name="Name">The identifier in the generated code.</param>
/// <param name="PerSample">The number is 1 / (rows · PerSample); 0 when the code has it from elsewhere.</param>
internal sealed record Scalar(string Name, int PerSample = 0) : Expr
{
    public override IEnumerable<Expr> Operands => [];

    public override Expr WithOperands(IReadOnlyList<Expr> operands) => this;
}

internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
}

internal sealed record Binary(BinaryOperator Operator, Expr Left, Expr Right) : Expr
{
    public override IEnumerable<Expr> Operands => [Left, Right];

    public override Expr WithOperands(IReadOnlyList<Expr> operands) => Operator switch
    {
        BinaryOperator.Add => operands[0] + operands[1],
        BinaryOperator.Subtract => operands[0] - operands[1],
        BinaryOperator.Multiply => operands[0] * operands[1],
        _ => operands[0] / operands[1],
    };
}

internal sealed record Negation(Expr Operand) : Expr
{
    public override IEnumerable<Expr> Operands => [Operand];

    public override Expr WithOperands(IReadOnlyList<Expr> operands) => -operands[0];
}

internal sealed record Call(Function Function, Expr Argument) : Expr
{
    public override IEnumerable<Expr> Operands => [Argument];

    public override Expr WithOperands(IReadOnlyList<Expr> operands) => Apply(Function, operands[0]);
}

/// <summary>The larger or the smaller of two.</summary>
internal sealed record Extremum(Expr Left, Expr Right, bool IsMax) : Expr
{
    public override IEnumerable<Expr> Operands => [Left, Right];

    public override Expr WithOperands(IReadOnlyList<Expr> operands) => new Extremum(operands[0], operands[1], IsMax);
}

/// <summary>A choice by comparison: <c>Left &gt; Right ? WhenTrue : WhenFalse</c>.</summary>
internal sealed record Where(Expr Left, Expr Right, Expr WhenTrue, Expr WhenFalse) : Expr
{
    public override IEnumerable<Expr> Operands => [Left, Right, WhenTrue, WhenFalse];

    public override Expr WithOperands(IReadOnlyList<Expr> operands) =>
        WhereGreater(operands[0], operands[1], operands[2], operands[3]);
}
