using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using Xunit.Abstractions;

namespace RnnGen.Numeric.Tests.Behaviour;

/// <summary>What a network costs before its first step: the size of its code and the time to compile it.</summary>
public class CodeSizeTests(ITestOutputHelper output)
{
    private const int MostBytes = 300_000;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    [Fact]
    public void Three_layers_are_small_and_compile_quickly()
    {
        object model = BehaviourNetworks.ThreeLayers.Create<Model<float, int>>();
        MethodInfo[] methods = [.. model.GetType().Assembly.GetTypes()
            .Where(type => type.FullName!.Contains("ThreeLayers", StringComparison.Ordinal) || type.Name.Contains("ThreeLayers", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))];
        int bytes = methods.Sum(method => method.GetMethodBody()?.GetILAsByteArray()?.Length ?? 0);
        Assert.InRange(bytes, 10_000, MostBytes);

        TimeSpan before = JitInfo.GetCompilationTime(currentThread: true);
        foreach (MethodInfo method in methods.Where(method => method.GetMethodImplementationFlags().HasFlag(MethodImplAttributes.AggressiveOptimization)))
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
        TimeSpan compilation = JitInfo.GetCompilationTime(currentThread: true) - before;
        output.WriteLine($"{bytes} bytes of IL, compiled in {compilation.TotalMilliseconds:F0} ms");
        Assert.InRange(compilation, TimeSpan.FromMilliseconds(1), s_longest);
    }
}
