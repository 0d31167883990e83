using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Emission.Fused;

/// <summary>Collects the kernels that a network calls, each shape once, and prints them into a file of their own.</summary>
internal sealed class KernelFile(ModelNames names)
{
    private readonly Dictionary<string, ProductKernel> _products = [];
    private readonly Dictionary<string, WindowKernel> _windows = [];
    private readonly List<PassKernel> _passes = [];

    /// <summary>The class of the kernels; its name holds the model's full name, so that no two models share it.</summary>
    public string ClassName => names.Kernels;

    /// <summary>The name of the kernel for a product's shape.</summary>
    public string Request(ProductKernel kernel)
    {
        _products[kernel.Name] = kernel;
        return $"{ClassName}.{kernel.Name}";
    }

    /// <summary>The name of the kernel for a convolution's geometry.</summary>
    public string Request(WindowKernel kernel)
    {
        // Two activations of one geometry have two kernels.
        string name = kernel.Name;
        for (int number = 2; _windows.TryGetValue(name, out WindowKernel? other) && other != kernel; number++)
            name = kernel.Name + "_" + Addresses.Number(number);
        _windows[name] = kernel;
        return $"{ClassName}.{name}";
    }

    /// <summary>The name of the kernel for a pass; equal passes of two layers share one.</summary>
    public string Request(PassKernel kernel)
    {
        PassKernel? same = _passes.FirstOrDefault(other => other.Signature == kernel.Signature);
        if (same is null)
            _passes.Add(same = kernel);
        return $"{ClassName}.{same.Name}";
    }

    public bool IsTaken(string name) => _passes.Any(kernel => kernel.Name == name);

    public GeneratedFile Print()
    {
        var writer = new CodeWriter();
        FileFrame.WriteHeader(writer);
        writer.Line($"// The kernels of {names.Simple}: matrix products and elementwise passes for its shapes, for vectors of 512, 256 and 128 bits.");
        writer.Line("// The JIT and the AOT compiler keep the widest that the machine has; IsHardwareAccelerated is a constant to them.");
        writer.Line();
        FileFrame.WritePragmas(writer);
        using (writer.Block("namespace RnnGen.Generated"))
        {
            foreach (string name in new[] { "System", "System.CodeDom.Compiler", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "System.Runtime.Intrinsics" })
                writer.Line($"using {name};");
            writer.Line();
            writer.Line($"[GeneratedCode(\"RnnGen\", \"{GeneratorVersion.Text}\")]");
            using (writer.Block($"internal static class {ClassName}"))
                WriteMembers(writer);
        }

        return new GeneratedFile(names.KernelsHintName, writer.ToString());
    }

    private void WriteMembers(CodeWriter writer)
    {
        TileCode tiles = new(writer, windows: false), windowTiles = new(writer, windows: true);
        foreach (PassKernel kernel in _passes)
            kernel.Write(writer);
        foreach (ProductKernel kernel in _products.Values.OrderBy(kernel => kernel.Name, StringComparer.Ordinal))
            kernel.Write(writer, tiles);
        foreach (KeyValuePair<string, WindowKernel> kernel in _windows.OrderBy(kernel => kernel.Key, StringComparer.Ordinal))
            kernel.Value.Write(writer, windowTiles, kernel.Key);

        if (_products.Count + _windows.Count > 0)
        {
            writer.Line("// What the sums of a tile begin with.");
            writer.Line("private const int Zero = 0, Target = 1, Bias = 2, TwoBiases = 3;");
            writer.Line();
            tiles.Write();
            windowTiles.Write();
        }

        VectorFunctions.Write(writer, _passes.SelectMany(kernel => kernel.Functions).Concat(_windows.Values.SelectMany(kernel => kernel.Functions)).Distinct());
        VectorFunctions.WriteStores(writer);
    }
}
