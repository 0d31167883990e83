using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>An elementwise pass: loads, computes and stores a vector of each tensor at a time.</summary>
internal sealed class MapKernel : PassKernel
{
    private readonly MapGroup _group;
    private readonly View[] _loads;
    private readonly Map[] _stores;

    public MapKernel(string name, MapGroup group, BlockNames names)
        : base(
            name, names, group.Loads.Select(load => load.Tensor), [.. group.Maps.Where(group.IsStored).Select(store => store.Target.Tensor)],
            [.. group.Maps.Select(map => map.Expression)], group.Maps.SelectMany(map => map.Expression.Views.Append(map.Target)))
    {
        _group = group;
        _loads = [.. group.Loads];
        _stores = [.. group.Maps.Where(group.IsStored)];
    }

    protected override string Summary => string.Join("; ", _group.Maps.Select(map => Equation.Of(map)));

    private View Target => _group.Maps[0].Target;

    /// <summary>True when no operand has gaps between its rows, so that all of it is one row.</summary>
    private bool IsContiguous => _loads.Concat(_stores.Select(store => store.Target)).All(view => view.IsContiguous && view.Tensor.RowStride == view.Width);

    private string Rows => Addresses.MatrixRows(Target.Tensor);

    protected override int Columns => Target.Width;

    protected override void WriteBranches(CodeWriter writer)
    {
        if (!IsContiguous)
        {
            base.WriteBranches(writer);
            return;
        }

        writer.Line($"int count = {(Rows == "rows" ? Addresses.Rows(Target.Width) : $"{Rows} * {Target.Width}")};");
        VectorWidth.WriteBranches(writer, "count", Target.Width * Target.Tensor.RowsPerSample, width => WriteBody(writer, width));
    }

    protected override void WriteBody(CodeWriter writer, VectorWidth width)
    {
        if (IsContiguous)
        {
            using (writer.Block($"for (int k = 0; k < count; k += {width.Lanes})"))
                WriteElements(writer, width, view => Lanes.Element(view.Tensor, "k"), $"k <= count - {width.Lanes} ? 0 : count - k");
            return;
        }

        using (writer.Block($"for (int row = 0; row < {Rows}; row++)"))
        {
            Lanes.LoadRow(writer, width, _loads);
            using (writer.Block($"for (int j = 0; j < {Target.Width}; j += {width.Lanes})"))
            {
                int tail = Target.Width % width.Lanes;
                string lanes = tail == 0 || Target.Width < width.Lanes ? Addresses.Number(tail) : $"j <= {Addresses.Number(Target.Width - width.Lanes)} ? 0 : {tail}";
                WriteElements(writer, width, view => Lanes.At(view, "j"), lanes);
            }
        }
    }

    private void WriteElements(CodeWriter writer, VectorWidth width, Func<View, string> place, string lanes)
    {
        Lanes.Load(writer, width, _loads, place);
        var code = new VectorCode(width, Lanes.Local);
        foreach (Map map in _group.Maps)
        {
            string text = code.Write(map.Expression, (name, value) => writer.Line($"{width.Vector} {name} = {value};"));
            // A value that is written over one that was read has its local already.
            string declaration = _loads.Contains(map.Target) ? "" : width.Vector + " ";
            writer.Line($"{declaration}{Lanes.Local(map.Target)} = {text};");
        }

        foreach (Map store in _stores)
            writer.Line($"Store({Lanes.Local(store.Target)}, {place(store.Target)}, {lanes});");
    }
}
