using System.Text;
using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>An elementwise pass: loads, computes and stores a vector of each tensor at a time.</summary>
internal sealed class MapKernel
{
    private readonly MapGroup _group;
    private readonly BlockNames _names;
    private readonly View[] _loads;
    private readonly Map[] _stores;

    public MapKernel(string name, MapGroup group, BlockNames names)
    {
        Name = name;
        _group = group;
        _names = names;
        _loads = [.. group.Loads];
        _stores = [.. group.Maps.Where(group.IsStored)];
        Tensors = [.. _loads.Select(load => load.Tensor).Concat(_stores.Select(store => store.Target.Tensor)).Distinct()];
        var body = new CodeWriter();
        WriteBody(body);
        Signature = body.ToString();
    }

    public string Name { get; }

    /// <summary>What tells two passes apart: all but the name.</summary>
    public string Signature { get; }

    /// <summary>The parameters, in order.</summary>
    public IReadOnlyList<Tensor> Tensors { get; }

    public bool UsesScale => _group.Maps.SelectMany(map => map.Expression.Walk()).OfType<Scalar>().Any();

    public IEnumerable<Function> Functions => _group.Maps
        .SelectMany(map => map.Expression.Walk()).OfType<Call>().Select(call => call.Function).Where(VectorFunctions.Has).Distinct();

    private int Width => _group.Maps[0].Target.Width;

    /// <summary>True when no operand has gaps between its rows, so that all of it is one row.</summary>
    private bool IsContiguous => _loads.All(load => load.IsWhole) && _stores.All(store => store.Target.IsWhole);

    public void Write(CodeWriter writer)
    {
        writer.Line($"/// <summary>{string.Join("; ", _group.Maps.Select(map => new Equation(_names).Of(map))).Replace("<", "&lt;").Replace(">", "&gt;")}.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        IEnumerable<string> parameters = Tensors.Select(tensor =>
            $"{(_stores.Any(store => store.Target.Tensor == tensor) ? "Span" : "ReadOnlySpan")}<float> {Span(tensor)}");
        using (writer.Block($"public static void {Name}({string.Join(", ", parameters)}{(UsesScale ? ", float scale" : "")}, int rows)"))
            writer.Line(Signature.TrimEnd('\n'));
        writer.Line();
    }

    private void WriteBody(CodeWriter writer)
    {
        foreach (Tensor tensor in Tensors)
            writer.Line($"ref float {Reference(tensor)} = ref MemoryMarshal.GetReference({Span(tensor)});");
        Tensor model = _group.Maps[0].Target.Tensor;
        string rows = Addresses.MatrixRows(model);
        VectorWidth.WriteBranches(writer, width =>
        {
            if (IsContiguous)
            {
                writer.Line($"int count = {(rows == "rows" ? Addresses.Rows(Width) : $"{rows} * {Width}")};");
                using (writer.Block($"for (int k = 0; k < count; k += {width.Lanes})"))
                    WriteElements(writer, width, _ => "k", $"k <= count - {width.Lanes} ? 0 : count - k");
                return;
            }

            using (writer.Block($"for (int row = 0; row < {rows}; row++)"))
            using (writer.Block($"for (int j = 0; j < {Width}; j += {width.Lanes})"))
            {
                int tail = Width % width.Lanes;
                string lanes = tail == 0 || Width < width.Lanes ? Addresses.Number(tail) : $"j <= {Addresses.Number(Width - width.Lanes)} ? 0 : {tail}";
                WriteElements(writer, width, view => $"row * {view.Tensor.Columns} + {(view.Offset == 0 ? "j" : $"{view.Offset} + j")}", lanes);
            }
        });
    }

    private void WriteElements(CodeWriter writer, VectorWidth width, Func<View, string> index, string lanes)
    {
        foreach (View load in _loads)
            writer.Line($"{width.Vector} {Local(load)} = {width.Type}.LoadUnsafe(ref Unsafe.Add(ref {Reference(load.Tensor)}, {index(load)}));");
        var code = new VectorCode(width, Local);
        foreach (Map map in _group.Maps)
        {
            string text = code.Write(map.Expression, (name, value) => writer.Line($"{width.Vector} {name} = {value};"));
            // A value that is written over one that was read has its local already.
            string declaration = _loads.Contains(map.Target) ? "" : width.Vector + " ";
            writer.Line($"{declaration}{Local(map.Target)} = {text};");
        }

        foreach (Map store in _stores)
            writer.Line($"Store({Local(store.Target)}, ref Unsafe.Add(ref {Reference(store.Target.Tensor)}, {index(store.Target)}), {lanes});");
    }

    private string Span(Tensor tensor) => _names.Name(tensor) + "Span";

    private string Reference(Tensor tensor) => _names.Name(tensor) + "0";

    /// <summary>The vector of a view: the tensor's name, or that of some of its columns.</summary>
    private string Local(View view)
    {
        if (view.IsWhole)
            return _names.Name(view.Tensor);
        string symbol = view.Tensor.ColumnSymbol(view.Offset) ?? "";
        var name = new StringBuilder();
        foreach (char character in symbol)
            if (character == '_' || character is >= 'a' and <= 'z' or >= 'A' and <= 'Z')
                name.Append(character);
        return name.Length > 0 ? name.ToString() : $"{_names.Name(view.Tensor)}_{view.Offset}";
    }
}
