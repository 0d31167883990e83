using RnnGen.Generator.Ir;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the file behind <c>Step</c>: what users see of it, then the network at one timestep.</summary>
/// <param name="plan">The plan of the network at one timestep.</param>
internal sealed class StepFile(ModelSpec model, Plan plan, ModelNames names, IStyle modelStyle)
{
    private static readonly NumericType s_type = NumericType.Single;

    private readonly CodeWriter _writer = new();

    private Network Network => plan.Network;

    public GeneratedFile Print()
    {
        FileFrame.WriteHeader(_writer);
        _writer.Line($"// {names.Simple}.Step: the network at one timestep of one stream, whose states are kept from one call to the next.");
        _writer.Line("// Shapes are (rows × columns); a stream is one row.");
        _writer.Line();
        FileFrame.WritePragmas(_writer);
        FileFrame.WriteInType(_writer, model.Type, null, [], () => new StepMembers(_writer, model, plan, names).Write());
        _writer.Line();
        FileFrame.WriteFileClass(_writer, names.Step, WriteNetwork);
        return new GeneratedFile(names.StepHintName, _writer.ToString());
    }

    private void WriteNetwork()
    {
        _writer.Line("private const int rows = 1;", "a stream is one row");
        _writer.Line();
        Op[] all = [.. Network.Blocks.SelectMany(block => block.Forward)];
        _writer.Line("/// <summary>One timestep: each layer reads what the one before has written to the workspace.</summary>");
        using (_writer.Block($"public static void Step({Arguments.OfStep(all, TensorKind.Input).Declaration(s_type, names.Input)}, Span<float> y)"))
        {
            foreach (Block block in Network.Blocks.Where(Computes))
                _writer.Line($"{Method(block)}({Arguments.OfStep(block.Forward).PassOn()});");
            _writer.Line($"{new Addresses(plan).Span(Network.Outputs[0])}.CopyTo(y);");
        }

        _writer.Line();
        var body = new MethodBody(_writer, plan, s_type, modelStyle.ForOneRow(_writer).NewPrinter);
        foreach (Block block in Network.Blocks.Where(Computes))
        {
            body.WriteHeading(block);
            using (_writer.Block($"private static void {Method(block)}({Arguments.OfStep(block.Forward).Declaration(s_type, names.Input)})"))
                body.Write(block, block.Forward);
            _writer.Line();
        }

        WorkspaceConstants.Write(_writer, plan.Buffers, "for one row");
    }

    private static string Method(Block block) => Names.PascalCase(block.Name) + "Step";

    private static bool Computes(Block block) => MethodBody.Computes(block.Forward);
}
