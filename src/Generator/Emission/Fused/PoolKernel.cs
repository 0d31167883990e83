using RnnGen.Generator.Ir;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>A pooling: the largest values or the means of windows, some channels at a time.</summary>
internal sealed class PoolKernel(string name, Pool op, BlockNames names) : PassKernel(name, names, op.Reads, [op.Target], [], [])
{
    private readonly WindowLoops _loops = new(op.Windows, op.Source.Size / op.Windows.InputSize);

    protected override string Summary => Equation.Of(op);

    protected override int Columns => op.Windows.Channels;

    protected override void WriteBody(CodeWriter writer, VectorWidth width) => _loops.Write(writer, width, lanes =>
    {
        string x = $"{width.Type}.LoadUnsafe({Lanes.Element(op.Source, "input")})";
        if (op.IsMax)
        {
            writer.Line($"{width.Vector} largest = {width.Type}.Create(float.NegativeInfinity);");
            _loops.WritePositions(writer, () => writer.Line($"largest = {width.Type}.Max(largest, {x});"));
            writer.Line($"Store(largest, {Lanes.Element(op.Target, "output")}, {lanes});");
            return;
        }

        writer.Line($"{width.Vector} sum = {width.Vector}.Zero;");
        _loops.WritePositions(writer, () => writer.Line($"sum += {x};"));
        writer.Line($"Store(sum * {width.Type}.Create({_loops.InverseCount}), {Lanes.Element(op.Target, "output")}, {lanes});");
    });
}

/// <summary>The gradient of a pooling.</summary>
internal sealed class PoolGradientKernel(string name, PoolGradient op, BlockNames names) : PassKernel(name, names, op.Reads, [op.Target], [], [])
{
    private readonly WindowLoops _loops = new(op.Pool.Windows, op.Pool.Source.Size / op.Pool.Windows.InputSize);

    protected override string Summary => Equation.Of(op);

    protected override int Columns => op.Pool.Windows.Channels;

    protected override void WriteBody(CodeWriter writer, VectorWidth width)
    {
        writer.Line($"{Lanes.Span(op.Target)}.Clear();");
        _loops.Write(writer, width, lanes =>
        {
            string target = Lanes.Element(op.Target, "input"), delta = $"{width.Type}.LoadUnsafe({Lanes.Element(op.OutputGradient, "output")})";
            if (op.Pool.IsMax)
            {
                writer.Line($"{width.Vector} largest = {width.Type}.LoadUnsafe({Lanes.Element(op.Pool.Target, "output")}), rest = {delta};");
                _loops.WritePositions(writer, () =>
                {
                    // The first position that has the largest value takes the gradient, and nothing is left for those behind it.
                    writer.Line($"{width.Vector} here = {width.Type}.Equals({width.Type}.LoadUnsafe({Lanes.Element(op.Pool.Source, "input")}), largest);");
                    writer.Line($"Store({width.Type}.LoadUnsafe({target}) + (rest & here), {target}, {lanes});");
                    writer.Line($"rest = {width.Type}.AndNot(rest, here);");
                });
                return;
            }

            writer.Line($"{width.Vector} share = {delta} * {width.Type}.Create({_loops.InverseCount});");
            _loops.WritePositions(writer, () => writer.Line($"Store({width.Type}.LoadUnsafe({target}) + share, {target}, {lanes});"));
        });
    }
}
