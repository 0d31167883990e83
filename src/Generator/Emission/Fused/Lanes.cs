using System.Text;
using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>How the tensors of a pass over memory are named and addressed: vectors of some columns of a row.</summary>
internal sealed class Lanes(BlockNames names)
{
    /// <summary>The parameter that hands a tensor to a kernel.</summary>
    public string Span(Tensor tensor) => names.Name(tensor) + "Span";

    /// <summary>The reference to a tensor's first value.</summary>
    public string Reference(Tensor tensor) => names.Name(tensor) + "0";

    /// <summary>The local that holds a view's vector: the tensor's name, or that of some of its columns.</summary>
    public string Local(View view)
    {
        if (view.IsWhole)
            return names.Name(view.Tensor);
        string symbol = view.Tensor.ColumnSymbol(view.Offset) ?? "";
        var name = new StringBuilder();
        foreach (char character in symbol)
            if (character == '_' || character is >= 'a' and <= 'z' or >= 'A' and <= 'Z')
                name.Append(character);
        return name.Length > 0 ? name.ToString() : $"{names.Name(view.Tensor)}_{view.Offset}";
    }

    /// <summary>The place of a view's value at a column of the current row.</summary>
    public string At(View view, string column)
    {
        string offset = view.Offset == 0 ? column : $"{Addresses.Number(view.Offset)} + {column}";
        return Element(view.Tensor, view.Broadcast == Broadcast.AlongRows ? offset : $"row * {Addresses.Number(view.Tensor.Columns)} + {offset}");
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
}
