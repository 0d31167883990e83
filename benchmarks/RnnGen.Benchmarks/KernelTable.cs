using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

namespace RnnGen.Benchmarks;

/// <summary>
/// The command <c>kernels [W2 W3 …]</c>: each kernel of the Fused models alone, its operands in the first caches. Kernels are
/// found by reflection and their sizes read from their names, as in <c>Affine_28_64_to_256</c>.
/// </summary>
internal static class KernelTable
{
    /// <summary>Rows over which recurrent layers sum weight gradients in one call; see GradientBlocking in the generator.</summary>
    private const int GradientRows = 128;

    /// <summary>Values in a row of any operand at most, for kernels whose names do not have a larger size in them.</summary>
    private const int WidestRow = 1024;

    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static int Run(IReadOnlyList<string> arguments)
    {
        var options = new Options(arguments);
        double peak = FmaPeak.Measure();
        var table = new MarkdownTable("kernel", "rows", "ns", "GFLOP/s", "of peak");
        foreach (WorkloadEntry entry in WorkloadList.Select(options.Words))
        {
            Workload workload = entry.Create(CodeStyle.Fused);
            int block = Math.Min(workload.Timesteps, Math.Max(GradientRows / workload.Rows, 1)) * workload.Rows;
            foreach (MethodInfo method in KernelsOf(workload).GetMethods(Public).OrderBy(method => method.Name, StringComparer.Ordinal))
            {
                // Those of a dense layer sum over a batch, those of a recurrent one over a block of timesteps.
                bool overRows = method.Name.StartsWith("AddOverRows_", StringComparison.Ordinal) || method.Name.StartsWith("SumOverRows_", StringComparison.Ordinal);
                foreach (int rows in overRows ? new[] { workload.Rows, block }.Distinct() : [workload.Rows])
                    Add(table, entry, method, rows, peak);
            }
        }

        Console.WriteLine($"FMA peak {MarkdownTable.Number(peak / 1e9)} GFLOP/s ({FmaPeak.Bits}-bit vectors, one core).");
        Console.WriteLine();
        table.Write(Console.Out);
        return 0;
    }

    private static Type KernelsOf(Workload workload)
    {
        string name = $"RnnGen.Generated.{typeof(Fused.W1).Namespace!.Replace('.', '_')}_{workload.ModelName}Kernels";
        return typeof(KernelTable).Assembly.GetType(name) ?? throw new InvalidOperationException($"There is no class {name}.");
    }

    private static void Add(MarkdownTable table, WorkloadEntry entry, MethodInfo method, int rows, double peak)
    {
        Action call = Call(method, rows);
        Timing.WarmUp(call);
        double seconds = Timing.Median(Enumerable.Range(0, 3).Select(_ => Timing.Median(call, 0.05)));
        double? speed = FlopsPerRow(method.Name) * rows / seconds;
        table.Add(
            $"{entry.Id} {method.Name}", rows.ToString(CultureInfo.InvariantCulture), MarkdownTable.Number(seconds * 1e9),
            MarkdownTable.Number(speed / 1e9), MarkdownTable.Percent(speed / peak));
    }

    /// <summary>Floating-point operations of a matrix product for each row; null for other kernels.</summary>
    private static double? FlopsPerRow(string name)
    {
        // Multiply_64_to_28_of_32, Affine_28_64_to_256, AddOverRows_64x256: depth, perhaps a second one, columns; AffineDots_64: depth.
        string[] parts = name.Split('_', 'x');
        if (parts[0].EndsWith("Dots", StringComparison.Ordinal))
            return 2.0 * int.Parse(parts[1], CultureInfo.InvariantCulture);
        int to = Array.IndexOf(parts, "to");
        int columns = to < 0 ? 2 : to + 1;
        if (parts.Length <= columns || !int.TryParse(parts[columns], out int width))
            return null;
        return 2.0 * width * parts[1..(to < 0 ? 2 : to)].Sum(part => int.Parse(part, CultureInfo.InvariantCulture));
    }

    /// <summary>Values in a row of any operand at most: a head reads all timesteps of a sequence as one row.</summary>
    private static int WidestRowOf(string name)
        => Math.Max(WidestRow, name.Split('_', 'x').Max(part => int.TryParse(part, out int size) ? size : 0));

    /// <summary>A call of a kernel on random data.</summary>
    private static Action Call(MethodInfo method, int rows)
    {
        // Spans cannot be passed by reflection, so the call is a small method made here.
        ParameterInfo[] parameters = method.GetParameters();
        int length = Math.Max(rows, 256) * WidestRowOf(method.Name);
        Operand[] operands = [.. parameters.Select(parameter => new Operand(parameter.Name!.GetHashCode(StringComparison.Ordinal), length))];
        var caller = new DynamicMethod("Call" + method.Name, null, [typeof(Operand[]), typeof(int)], typeof(KernelTable).Module, skipVisibility: true);
        ILGenerator il = caller.GetILGenerator();
        for (int index = 0; index < parameters.Length; index++)
        {
            Type type = parameters[index].ParameterType;
            if (type == typeof(int))
            {
                il.Emit(OpCodes.Ldarg_1);
                continue;
            }

            if (type == typeof(float))
            {
                il.Emit(OpCodes.Ldc_R4, 0.5f);
                continue;
            }

            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, index);
            il.Emit(OpCodes.Ldelem_Ref);
            il.Emit(OpCodes.Call, type == typeof(Span<float>) ? Operand.SpanGetter : Operand.ReadOnlySpanGetter);
        }

        il.Emit(OpCodes.Call, method);
        il.Emit(OpCodes.Ret);
        Action<Operand[], int> invoke = caller.CreateDelegate<Action<Operand[], int>>();
        return () => invoke(operands, rows);
    }
}
