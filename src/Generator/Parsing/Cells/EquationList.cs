using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Parsing.Cells;

/// <summary>The equations of a cell while its method, and the methods that calls, are read.</summary>
/// <param name="cell">The cell's name in messages.</param>
internal sealed class EquationList(string cell, Compilation compilation, ProblemList problems, CancellationToken cancellationToken)
{
    /// <summary>Most expressions of one cell: methods that call others twice grow without bounds when they are written out.</summary>
    private const int MostExpressions = 10_000;

    /// <summary>Most operations within each other: all later rooms walk expressions recursively.</summary>
    private const int MostNested = 250;

    private readonly List<CellEquation> _equations = [];
    private readonly Dictionary<CellExpression, Location> _places = new(new ByReference());
    private readonly Stack<IMethodSymbol> _running = new();
    private bool _isTooMuch;
    private int _depth;

    public Compilation Compilation => compilation;

    public CancellationToken CancellationToken => cancellationToken;

    public EquatableArray<CellEquation> Equations => _equations.ToEquatableArray();

    /// <summary>Where an expression stands in the source.</summary>
    public Location PlaceOf(CellExpression expression) =>
        _places.TryGetValue(expression, out Location? place) ? place : Location.None;

    /// <summary>Notes where an expression stands; null when the cell has become too long, which is reported once.</summary>
    public CellExpression? At(IOperation operation, CellExpression expression)
    {
        if (_places.Count >= MostExpressions)
            return TooMuch(operation, $"more than {MostExpressions} operations when the methods it calls are written out", "call fewer methods, or shorter ones");
        _places[expression] = operation.Syntax.GetLocation();
        return expression;
    }

    /// <summary>Reads an expression within another, unless they are too many.</summary>
    public CellExpression? Nested(IOperation operation, Func<IOperation, CellExpression?> read)
    {
        if (_depth == MostNested)
            return TooMuch(operation, $"more than {MostNested} operations within each other", "give some of them a name: var z = …");
        _depth++;
        CellExpression? value = read(operation);
        _depth--;
        return value;
    }

    /// <summary>Gives a value a name; what has one already, and numbers, are taken as they are.</summary>
    public CellExpression Bind(string name, CellExpression value)
    {
        if (value is CellNumber or CellArgument or CellReference)
            return value;
        _equations.Add(new CellEquation(name, value));
        return new CellReference(_equations.Count - 1);
    }

    /// <summary>Begins a method; false when it is being read already, so that it calls itself.</summary>
    public bool Enter(IMethodSymbol method)
    {
        if (_running.Contains(method, SymbolEqualityComparer.Default))
            return false;
        _running.Push(method);
        return true;
    }

    public void Leave() => _running.Pop();

    public void Report(IOperation operation)
    {
        (string found, string advice) = Findings.Describe(operation);
        Report(operation, found, advice);
    }

    /// <summary>Reports what a cell cannot have, unless the compiler reports an error there anyway.</summary>
    public void Report(IOperation operation, string found, string advice)
    {
        IEnumerable<Diagnostic> reported = operation.SemanticModel?.GetDiagnostics(operation.Syntax.Span, cancellationToken) ?? [];
        if (reported.All(diagnostic => diagnostic.DefaultSeverity != DiagnosticSeverity.Error))
            problems.Add(Descriptors.CellContent, operation.Syntax.GetLocation(), cell, found, advice);
    }

    /// <summary>Reports once that the cell is beyond all bounds.</summary>
    private CellExpression? TooMuch(IOperation operation, string found, string advice)
    {
        if (!_isTooMuch)
            Report(operation, found, advice);
        _isTooMuch = true;
        return null;
    }

    /// <summary>Equal expressions at two places are two.</summary>
    private sealed class ByReference : IEqualityComparer<CellExpression>
    {
        public bool Equals(CellExpression x, CellExpression y) => ReferenceEquals(x, y);

        public int GetHashCode(CellExpression obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
