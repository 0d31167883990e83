using System.Text;
using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>How the tensors of a pass over memory are named and addressed: vectors of some columns of a row.</summary>
internal sealed class Lanes
{
    private readonly Dictionary<Tensor, string> _names;
    private readonly IReadOnlyList<View> _views;
    private readonly Dictionary<View, string> _locals = [];

    /// <param name="tensors">The tensors of the pass.</param>
    /// <param name="views">What of them it has in vectors.</param>
    public Lanes(BlockNames names, IReadOnlyList<Tensor> tensors, IReadOnlyList<View> views)
    {
        // Both directions of a bidirectional layer can share a pass that does not name them.
        bool plain = tensors.Select(names.PlainName).Distinct().Count() == tensors.Count;
        _names = tensors.ToDictionary(tensor => tensor, tensor => plain ? names.PlainName(tensor) : names.Name(tensor));
        _views = views;
        foreach (View view in views)
            _locals[view] = Unused(view.IsWhole || views.Count(other => other.Tensor == view.Tensor) == 1 ? _names[view.Tensor] : ColumnName(view));
    }

    /// <summary>The parameter that hands a tensor to a kernel, from its first column on that the pass touches.</summary>
    public string Span(Tensor tensor) => _names[tensor] + "Span";

    /// <summary>The reference to a tensor's first value.</summary>
    public string Reference(Tensor tensor) => _names[tensor] + "0";

    public int FirstColumn(Tensor tensor) => _views.Where(view => view.Tensor == tensor).Select(view => view.Offset).DefaultIfEmpty().Min();

    /// <summary>The local that holds a view's vector: the tensor's name, or that of some of its columns.</summary>
    public string Local(View view) => _locals[view];

    /// <summary>The place of a view's value at a column of the current row.</summary>
    public string At(View view, string column)
    {
        int first = view.Offset - FirstColumn(view.Tensor);
        string offset = first == 0 ? column : $"{Addresses.Number(first)} + {column}";
        return Element(view.Tensor, view.Broadcast == Broadcast.AlongRows ? offset : $"row * {Addresses.Number(view.Tensor.RowStride)} + {offset}");
    }

    public string Element(Tensor tensor, string index) => $"ref Unsafe.Add(ref {Reference(tensor)}, {index})";

    /// <summary>Declares the vectors of the views that have the same value in all columns: once a row.</summary>
    public void LoadRow(CodeWriter writer, VectorWidth width, IEnumerable<View> views)
    {
        foreach (View view in views.Where(view => view.Broadcast == Broadcast.AlongColumns))
            writer.Line($"{width.Vector} {Local(view)} = {width.Type}.Create(Unsafe.Add(ref {Reference(view.Tensor)}, row));");
    }

    /// <summary>Declares the vectors of the other views, from a column on.</summary>
    public void Load(CodeWriter writer, VectorWidth width, IEnumerable<View> views, Func<View, string> place)
    {
        foreach (View view in views.Where(view => view.Broadcast != Broadcast.AlongColumns))
            writer.Line($"{width.Vector} {Local(view)} = {width.Type}.LoadUnsafe({place(view)});");
    }

    private string ColumnName(View view)
    {
        string symbol = view.Tensor.ColumnSymbol(view.Offset) ?? "";
        var name = new StringBuilder();
        foreach (char character in symbol)
            if (character == '_' || character is >= 'a' and <= 'z' or >= 'A' and <= 'Z')
                name.Append(character);
        return name.Length > 0 ? name.ToString() : $"{_names[view.Tensor]}_{Addresses.Number(view.Offset)}";
    }

    private string Unused(string name)
    {
        string candidate = name;
        for (int number = 2; _locals.ContainsValue(candidate); number++)
            candidate = name + Addresses.Number(number);
        return candidate;
    }
}
