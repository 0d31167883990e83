using RnnGen.Numeric.Tests.Compilation;

namespace RnnGen.Numeric.Tests.Layers;

/// <summary>Convolutions and poolings in both styles against plain loops, at sizes that leave something over of every vector and tile.</summary>
public class WindowTests
{
    private static readonly Dictionary<string, WindowCase> s_cases = Cases().ToDictionary(window => window.Name, StringComparer.Ordinal);

    private static readonly Lazy<NetworkCompiler> s_compiler = new(() => new NetworkCompiler(s_cases.Values.Select(Source)));

    private static readonly Lazy<CompiledNetworks> s_fused = new(() => s_compiler.Value.CompileFloat());

    private static readonly Lazy<CompiledNetworks> s_textbook =
        new(() => s_compiler.Value.CompileStyle(nameof(CodeStyle.Textbook), s_cases.Values.Select(window => Source(window).Key)));

    public static TheoryData<string> All => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Fused_is_what_the_loops_compute(string name) => Compare(s_fused.Value, s_cases[name]);

    [Theory]
    [MemberData(nameof(All))]
    public void Textbook_is_what_the_loops_compute(string name) => Compare(s_textbook.Value, s_cases[name]);

    private static void Compare(CompiledNetworks networks, WindowCase window)
    {
        var model = networks.Create<Model<float>>(Source(window).Key, seed: 5);
        Assert.Equal(window.OutputShape, model.Description.OutputShape);
        var random = new Random(3);
        float[] x = [.. Enumerable.Range(0, window.Rows * window.Input.Height * window.Input.Width * window.Input.Channels).Select(_ => random.NextSingle() * 2 - 1)];
        float[][] weights = [.. model.Description.Weights.Select(weight => model.Parameters.Slice(weight.Offset, weight.Size).ToArray())];

        double[] expected = window.Compute(x, weights.ElementAtOrDefault(0) ?? [], weights.ElementAtOrDefault(1) ?? []);
        float[] found = model.Predict(x).ToArray();

        Assert.Equal(expected.Length, found.Length);
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < found.Length; i++)
            Assert.True(Math.Abs(found[i] - expected[i]) <= 1e-6 * largest, $"{i} of {found.Length}: {found[i]}, the loops give {expected[i]}\n{window.Attributes}");
    }

    private static NetworkSource Source(WindowCase window) => new($"Windows.{window.Name}", window.Attributes);

    private static IEnumerable<WindowCase> Cases()
    {
        (int, int) one = (1, 1);
        foreach (string kind in new[] { "Conv1D", "MaxPooling1D", "AveragePooling1D" })
        {
            int Filters(int count) => kind == "Conv1D" ? count : 0;
            yield return new(kind, (1, 1, 1), one, one, one, Padding.Valid, Filters(1), 1);
            yield return new(kind, (1, 17, 3), (1, 3), one, one, Padding.Valid, Filters(17), 33);
            yield return new(kind, (1, 17, 7), (1, 4), (1, 3), one, Padding.Valid, Filters(33), 3);
            yield return new(kind, (1, 17, 17), (1, 4), (1, 4), one, Padding.Same, Filters(16), 2);
            yield return new(kind, (1, 7, 3), (1, 5), (1, 2), one, Padding.Same, Filters(3), 1);
            yield return new(kind, (1, 5, 40), (1, 2), (1, 3), one, Padding.Same, Filters(7), 3);
            yield return new(kind, (1, 3, 1), (1, 7), one, one, Padding.Same, Filters(3), 3);
            if (kind != "Conv1D")
                continue;
            yield return new(kind, (1, 17, 3), (1, 3), one, (1, 4), Padding.Valid, 7, 3);
            yield return new(kind, (1, 17, 3), (1, 3), one, (1, 2), Padding.Same, 7, 3);
            yield return new(kind, (1, 17, 3), (1, 4), one, one, Padding.Causal, 17, 3);
            yield return new(kind, (1, 17, 3), (1, 4), (1, 3), one, Padding.Causal, 17, 3);
            yield return new(kind, (1, 17, 1), (1, 2), one, (1, 5), Padding.Causal, 1, 33);
        }

        foreach (string kind in new[] { "Conv2D", "MaxPooling2D", "AveragePooling2D" })
        {
            int Filters(int count) => kind == "Conv2D" ? count : 0;
            yield return new(kind, (1, 1, 3), one, one, one, Padding.Valid, Filters(3), 3);
            yield return new(kind, (7, 6, 2), (3, 2), (2, 1), one, Padding.Same, Filters(3), 3);
            yield return new(kind, (7, 9, 17), (3, 3), one, one, Padding.Valid, Filters(33), 2);
            yield return new(kind, (7, 9, 3), (3, 3), one, one, Padding.Same, Filters(17), 3);
            yield return new(kind, (8, 17, 3), (2, 2), (2, 2), one, Padding.Valid, Filters(7), 1);
            yield return new(kind, (5, 3, 16), (5, 3), one, one, Padding.Valid, Filters(40), 3);
            yield return new(kind, (9, 13, 1), (2, 4), (3, 2), one, Padding.Same, Filters(16), 5);
            yield return new(kind, (3, 17, 5), (1, 1), (2, 3), one, Padding.Valid, Filters(3), 3);
            yield return new(kind, (17, 3, 5), (4, 1), (1, 1), one, Padding.Same, Filters(3), 3);
            if (kind != "Conv2D")
                continue;
            yield return new(kind, (9, 11, 3), (3, 3), one, (2, 1), Padding.Valid, 7, 3);
            yield return new(kind, (9, 11, 3), (3, 2), one, (2, 3), Padding.Same, 7, 3);
            yield return new(kind, (3, 5, 33), one, one, one, Padding.Same, 17, 3);
        }
    }
}
