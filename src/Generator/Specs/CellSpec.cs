namespace RnnGen.Generator.Specs;

/// <summary>A cell of the user's: one timestep as equations, with the methods it calls written out.</summary>
/// <param name="Name">The class's simple name.</param>
/// <param name="Parameters">The parameters of its method in their order.</param>
/// <param name="Equations">Named values, each of which may use those before it.</param>
/// <param name="Results">The states after the timestep, in the order of the states before.</param>
internal sealed record CellSpec(
    string Name,
    EquatableArray<CellParameter> Parameters,
    EquatableArray<CellEquation> Equations,
    EquatableArray<CellExpression> Results)
{
    public IEnumerable<CellParameter> Weights => Parameters.Where(parameter => parameter.IsWeight);

    public IEnumerable<CellParameter> States => Parameters.Where(parameter => parameter.Role == CellRole.State);

    /// <summary>All expressions in a fixed order: by their place in it, what is found out later is led back to the source.</summary>
    public IEnumerable<CellExpression> Walk() =>
        Equations.Select(equation => equation.Value).Concat(Results).SelectMany(value => value.Walk());
}

/// <summary>What a parameter of a cell's method is; its type says so.</summary>
internal enum CellRole
{
    /// <summary>x_t (features).</summary>
    Input,

    /// <summary>A state before the timestep (units).</summary>
    State,

    /// <summary>(features × units).</summary>
    Kernel,

    /// <summary>(units × units).</summary>
    RecurrentKernel,

    /// <summary>(units), to be added.</summary>
    Bias,

    /// <summary>(units), to be multiplied with.</summary>
    DiagonalKernel,
}

/// <param name="Options">Initializer and regularizer of a weight, under the names that the options of layers have.</param>
internal sealed record CellParameter(string Name, CellRole Role, AttributeSpec Options)
{
    public bool IsWeight => Role is not (CellRole.Input or CellRole.State);
}

/// <summary>A value with a name.</summary>
internal sealed record CellEquation(string Name, CellExpression Value);

/// <summary>An expression over vectors, numbers and weights.</summary>
internal abstract record CellExpression
{
    public virtual EquatableArray<CellExpression> Operands => default;

    /// <summary>The expression and all its parts.</summary>
    public IEnumerable<CellExpression> Walk() => Operands.SelectMany(operand => operand.Walk()).Prepend(this);
}

internal sealed record CellNumber(double Value) : CellExpression;

/// <summary>The value of a parameter.</summary>
internal sealed record CellArgument(int Parameter) : CellExpression;

/// <summary>The value of an equation before.</summary>
internal sealed record CellReference(int Equation) : CellExpression;

internal enum CellOperator
{
    Add,
    Subtract,

    /// <summary>Value by value.</summary>
    Multiply,

    Divide,

    /// <summary>A vector times a matrix.</summary>
    Product,
}

internal sealed record CellOperation(CellOperator Operator, CellExpression Left, CellExpression Right) : CellExpression
{
    public override EquatableArray<CellExpression> Operands => new([Left, Right]);
}

internal sealed record CellNegation(CellExpression Operand) : CellExpression
{
    public override EquatableArray<CellExpression> Operands => new([Operand]);
}

/// <summary>A function, by its name in <c>RnnGen.Cells.Functions</c>.</summary>
internal sealed record CellCall(string Function, EquatableArray<CellExpression> Arguments) : CellExpression
{
    public override EquatableArray<CellExpression> Operands => Arguments;
}
