using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>A kernel that goes over its tensors once, a vector at a time, and computes expressions of what it loads.</summary>
/// <param name="reads">The tensors it reads.</param>
/// <param name="targets">The tensors it writes.</param>
/// <param name="expressions">What it computes of them.</param>
/// <param name="views">All that it loads, computes or stores as vectors.</param>
internal abstract class PassKernel(
    string name, BlockNames names, IEnumerable<Tensor> reads, IReadOnlyList<Tensor> targets, IReadOnlyList<Expr> expressions, IEnumerable<View> views)
{
    private string? _signature;

    public string Name { get; } = name;

    /// <summary>What tells two passes apart: all but the name.</summary>
    public string Signature => _signature ??= string.Join(",", Declarations) + "\n" + Body();

    /// <summary>The tensors it takes, in order.</summary>
    public IReadOnlyList<Tensor> Tensors { get; } = [.. reads.Concat(targets).Distinct()];

    /// <summary>The column from which on it takes a tensor.</summary>
    public int FirstColumn(Tensor tensor) => Lanes.FirstColumn(tensor);

    /// <summary>The numbers it takes, known when the code runs.</summary>
    public IReadOnlyList<string> Scalars { get; } =
        [.. expressions.SelectMany(expression => expression.Walk()).OfType<Scalar>().Select(scalar => scalar.Name).Distinct()];

    public IEnumerable<Function> Functions => expressions
        .SelectMany(expression => expression.Walk()).OfType<Call>().Select(call => call.Function).Where(VectorFunctions.Has).Distinct();

    protected Lanes Lanes { get; } = new(names, [.. reads.Concat(targets).Concat(views.Select(view => view.Tensor)).Distinct()], [.. views.Distinct()]);

    protected Equation Equation { get; } = new(names);

    /// <summary>The equations, for the kernel's documentation.</summary>
    protected abstract string Summary { get; }

    private IEnumerable<string> Declarations =>
    [
        .. Tensors.Select(tensor => $"{(targets.Contains(tensor) ? "Span" : "ReadOnlySpan")}<float> {Lanes.Span(tensor)}"),
        .. Scalars.Select(scalar => $"float {scalar}"),
        "int rows",
    ];

    public void Write(CodeWriter writer)
    {
        // Both directions of a bidirectional layer call it, so it speaks of neither.
        string equations = Summary.Replace("→", "").Replace("←", "");
        writer.Line($"/// <summary>{equations.Replace("<", "&lt;").Replace(">", "&gt;")}.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"public static void {Name}({string.Join(", ", Declarations)})"))
            writer.Line(Body().TrimEnd('\n'));
        writer.Line();
    }

    /// <summary>Values of a row that it goes over.</summary>
    protected abstract int Columns { get; }

    /// <summary>Writes the loop for vectors of one width.</summary>
    protected abstract void WriteBody(CodeWriter writer, VectorWidth width);

    /// <summary>Writes it for each width.</summary>
    protected virtual void WriteBranches(CodeWriter writer) =>
        VectorWidth.WriteBranches(writer, Columns, width => WriteBody(writer, width));

    private string Body()
    {
        var writer = new CodeWriter();
        foreach (Tensor tensor in Tensors)
            writer.Line($"ref float {Lanes.Reference(tensor)} = ref MemoryMarshal.GetReference({Lanes.Span(tensor)});");
        WriteBranches(writer);
        return writer.ToString();
    }
}
