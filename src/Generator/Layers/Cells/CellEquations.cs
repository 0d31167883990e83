using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;
using static RnnGen.Generator.Ir.Expr;

namespace RnnGen.Generator.Layers.Cells;

/// <summary>
/// Writes a user's cell as the ops that built-in layers are written with: sums of products with kernels become affine ops,
/// all else elementwise expressions under the names that the user gave.
/// </summary>
internal sealed class CellEquations(CellSpec spec, Cell cell, CellSizes sizes)
{
    /// <summary>Products of one affine op, which the kernels of Fused code compute together.</summary>
    private const int MostProducts = 2;

    /// <summary>Biases of one affine op.</summary>
    private const int MostBiases = 2;

    /// <summary>Operations of a value of weights alone that is computed where it is used, and has no rows of its own.</summary>
    private const int MostRepeated = 20;

    private readonly Expr?[] _values = new Expr?[spec.Equations.Count];
    private readonly Dictionary<CellExpression, Expr> _sums = [];
    private readonly CellParameter[] _states = [.. spec.States];
    private readonly CellParameter[] _weights = [.. spec.Weights];

    /// <summary>Writes the equations; the new states.</summary>
    public IReadOnlyList<View> Write()
    {
        HashSet<int> used = Used();
        for (int i = 0; i < spec.Equations.Count; i++)
        {
            if (used.Contains(i))
                _values[i] = Named(spec.Equations[i].Name, spec.Equations[i].Value);
        }

        return [.. spec.Results.Select((result, i) => NewState(_states[i].Name, result))];
    }

    /// <summary>The equations that the results need.</summary>
    private HashSet<int> Used()
    {
        HashSet<int> used = [];
        void Visit(CellExpression expression)
        {
            foreach (CellReference reference in expression.Walk().OfType<CellReference>())
                used.Add(reference.Equation);
        }

        foreach (CellExpression result in spec.Results)
            Visit(result);
        for (int i = spec.Equations.Count - 1; i >= 0; i--)
        {
            if (used.Contains(i))
                Visit(spec.Equations[i].Value);
        }

        return used;
    }

    /// <summary>A value under its name; one of few weights has no rows, and is written where it is used.</summary>
    private Expr Named(string name, CellExpression expression)
    {
        Expr value = Evaluate(expression, name, isAll: true);
        bool isComputed = value is View { Broadcast: Broadcast.None };
        bool isRepeated = !HasRows(value) && value.Walk().Take(MostRepeated + 1).Count() <= MostRepeated;
        return isComputed || isRepeated ? value : cell.Let(name, value, sizes.Of(expression));
    }

    /// <summary>A new state takes the state's name, so that the code reads h_t = … and h_{t−1}.</summary>
    private View NewState(string name, CellExpression expression)
    {
        Expr value = Evaluate(expression, name, isAll: true);
        return value is View { Broadcast: Broadcast.None, Tensor.Home: null } view ? cell.Rename(view, name) : cell.Let(name, value, sizes.Units);
    }

    /// <param name="name">What the value is for; its parts are named after it.</param>
    /// <param name="isAll">True when the value is all that has this name, false when it is a part of it.</param>
    private Expr Evaluate(CellExpression expression, string name, bool isAll = false) => expression switch
    {
        CellNumber number => number.Value,
        CellArgument argument => Argument(argument),
        CellReference reference => _values[reference.Equation]!,
        CellNegation negation => -Evaluate(negation.Operand, name),
        CellCall call => Call(call, name, isAll),
        CellOperation { Operator: CellOperator.Multiply } product => Evaluate(product.Left, name) * Evaluate(product.Right, name),
        CellOperation { Operator: CellOperator.Divide } quotient => Evaluate(quotient.Left, name) / Evaluate(quotient.Right, name),
        CellOperation sum => Sum(sum, name, isAll),
        _ => throw new InvalidOperationException($"No op for {expression.GetType().Name}."),
    };

    /// <summary>A weight that products are made with, or that is added to them.</summary>
    private View Weight(CellExpression argument) => Argument((CellArgument)argument).Tensor.All;

    /// <summary>A value of the timestep; a weight is the same for each row.</summary>
    private View Argument(CellArgument argument)
    {
        CellParameter parameter = spec.Parameters[argument.Parameter];
        return parameter.Role switch
        {
            CellRole.Input => cell.X,
            CellRole.State => cell.Previous[Array.IndexOf(_states, parameter)],
            _ => cell.Weights[Array.IndexOf(_weights, parameter)].All.AlongRows,
        };
    }

    /// <summary>A sum; its products with kernels and its biases are affine ops, which come first.</summary>
    private Expr Sum(CellOperation sum, string name, bool isAll)
    {
        if (_sums.TryGetValue(sum, out Expr? known))
            return known;
        List<(bool IsMinus, CellExpression Value)> terms = [];
        Flatten(sum, isMinus: false, terms);
        List<CellOperation> products = [];
        List<View> biases = [];
        List<(bool IsMinus, CellExpression Value)> rest = [];
        foreach ((bool isMinus, CellExpression term) in terms)
        {
            if (!isMinus && term is CellOperation { Operator: CellOperator.Product } product)
                products.Add(product);
            else if (!isMinus && IsBias(term) && biases.Count < MostBiases)
                biases.Add(Weight(term));
            else
                rest.Add((isMinus, term));
        }

        if (products.Count == 0)
        {
            return sum.Operator == CellOperator.Add
                ? Evaluate(sum.Left, name) + Evaluate(sum.Right, name)
                : Evaluate(sum.Left, name) - Evaluate(sum.Right, name);
        }

        string affine = isAll && rest.Count == 0 && products.Count <= MostProducts ? name : "z" + Names.Capitalize(name);
        Expr value = 0;
        for (int first = 0; first < products.Count; first += MostProducts)
        {
            value += cell.Affine(
                affine, [.. products.Skip(first).Take(MostProducts).Select(product => Product(product, name))],
                first == 0 ? biases : []);
        }

        foreach ((bool isMinus, CellExpression term) in rest)
            value = isMinus ? value - Evaluate(term, name) : value + Evaluate(term, name);
        // Under a name of its own, the sum has a gradient of its own, which all its terms share.
        return _sums[sum] = isAll || value is View ? value : cell.Let("a" + Names.Capitalize(name), value, sizes.Units);
    }

    /// <summary>The terms of sums and differences within each other.</summary>
    private static void Flatten(CellExpression expression, bool isMinus, List<(bool, CellExpression)> terms)
    {
        switch (expression)
        {
            case CellOperation { Operator: CellOperator.Add or CellOperator.Subtract } sum:
                Flatten(sum.Left, isMinus, terms);
                Flatten(sum.Right, isMinus ^ sum.Operator == CellOperator.Subtract, terms);
                break;
            case CellNegation negation:
                Flatten(negation.Operand, !isMinus, terms);
                break;
            default:
                terms.Add((isMinus, expression));
                break;
        }
    }

    private bool IsBias(CellExpression expression) =>
        expression is CellArgument argument && spec.Parameters[argument.Parameter].Role is CellRole.Bias or CellRole.DiagonalKernel;

    private (View Left, View Right) Product(CellOperation product, string name)
    {
        var argument = (CellArgument)product.Right;
        View left = WithRows(product.Left, name);
        if (spec.Parameters[argument.Parameter].Role == CellRole.RecurrentKernel)
            left = cell.Kept(left == cell.Previous[0] ? _states[0].Name : left.Tensor.Name, left);
        return (left, Weight(argument));
    }

    private Expr Call(CellCall call, string name, bool isAll)
    {
        if (call.Function == Activations.Softmax)
            return cell.Activate(isAll ? name : name + "Softmax", WithRows(call.Arguments[0], name), Activations.Softmax);

        Expr[] arguments = [.. call.Arguments.Select(argument => Evaluate(argument, name))];
        switch (call.Function)
        {
            case "Min":
                return Min(arguments[0], arguments[1]);
            case "Max":
                return Max(arguments[0], arguments[1]);
            case nameof(Function.Exp) or nameof(Function.Log) or nameof(Function.Sqrt) or nameof(Function.Square) or nameof(Function.Abs):
                return Expr.Apply((Function)Enum.Parse(typeof(Function), call.Function), arguments[0]);
            default:
                // Some activations name their argument several times: it is computed once.
                bool isSimple = arguments[0] is View or Constant || call.Function is "Tanh" or Activations.Sigmoid or "Relu" or "HardSigmoid" or "Softplus";
                return Activations.Apply(call.Function, isSimple ? arguments[0] : WithRows(arguments[0], call.Arguments[0], name));
        }
    }

    /// <summary>A value with a row for each sample, as products need it.</summary>
    private View WithRows(CellExpression expression, string name) => WithRows(Evaluate(expression, name), expression, name);

    private View WithRows(Expr value, CellExpression expression, string name) =>
        value is View { Broadcast: Broadcast.None } view ? view : cell.Let(name + "In", value, sizes.Of(expression));

    private static bool HasRows(Expr value) => value.Views.Any(view => view.Broadcast == Broadcast.None);
}
