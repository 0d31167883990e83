using System.Text.Json;
using RnnGen.Numeric.Tests.Compilation;

namespace RnnGen.Numeric.Tests.Keras;

/// <summary>
/// One case that real Keras computed (Goldens/README.md): a network, its weights and input, and every number that
/// comes out of it.
/// </summary>
internal sealed class GoldenCase
{
    private static readonly Lazy<IReadOnlyDictionary<string, GoldenCase>> LazyAll = new(ReadAll);

    private GoldenCase(SafeTensors tensors)
    {
        Tensors = tensors;
        using JsonDocument document = JsonDocument.Parse(tensors.Metadata["case"]);
        JsonElement description = document.RootElement.Clone();
        Name = description.GetProperty("name").GetString()!;
        Batch = description.GetProperty("batch").GetInt32();
        Parameters = description.GetProperty("params").GetInt32();
        Weights = Strings(description.GetProperty("weights"));
        OutputShapes = [.. description.GetProperty("output_shapes").EnumerateArray().Select(Integers)];
        Batches = description.TryGetProperty("batches", out JsonElement batches) ? batches.GetInt32() : 1;
        Optimizer = description.TryGetProperty("optimizer", out JsonElement optimizer) ? optimizer : null;
        try
        {
            Attributes = KerasAttributes.Write(description);
        }
        catch (NotYetInRnnGenException missing)
        {
            SkipReason = missing.Message;
        }
    }

    /// <summary>Every case, by name.</summary>
    public static IReadOnlyDictionary<string, GoldenCase> All => LazyAll.Value;

    /// <summary>The cases whose layers and options RnnGen has.</summary>
    public static IEnumerable<GoldenCase> Supported => All.Values.Where(golden => golden.SkipReason is null);

    public string Name { get; }

    /// <summary>What the case belongs to in reports: <c>dense_*</c>, <c>lstm_*</c>, <c>regularized</c>.</summary>
    public string Group => Name.Split('_') is { Length: > 1 } parts ? $"{parts[0]}_*" : Name;

    /// <summary>The attributes of the model class; null when <see cref="SkipReason"/> says what is missing.</summary>
    public string? Attributes { get; }

    public string? SkipReason { get; }

    public int Batch { get; }

    public int Parameters { get; }

    /// <summary>Keras' paths of the weights, in order: <c>gru/gru_cell/recurrent_kernel</c>.</summary>
    public IReadOnlyList<string> Weights { get; }

    /// <summary>Shapes of all outputs, the batch axis included.</summary>
    public IReadOnlyList<int[]> OutputShapes { get; }

    /// <summary>How many input batches follow one another without a reset.</summary>
    public int Batches { get; }

    public JsonElement? Optimizer { get; }

    public SafeTensors Tensors { get; }

    /// <summary>The network for the one compilation that all tests share.</summary>
    public NetworkSource Network => new(
        $"Goldens.{Name}",
        Attributes ?? throw new InvalidOperationException($"{Name}: {SkipReason}"));

    /// <summary>The tensors <c>prefix.0</c>, <c>prefix.1</c>, … of all weights in one row, as <c>Parameters</c> has them.</summary>
    public float[] AllWeights(string prefix) =>
        [.. Weights.SelectMany((_, index) => Tensors[$"{prefix}.{index}"].Floats())];

    public override string ToString() => Name;

    private static Dictionary<string, GoldenCase> ReadAll() => Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Goldens"), "*.safetensors")
        .Select(path => new GoldenCase(SafeTensors.Open(path)))
        .OrderBy(golden => golden.Name, StringComparer.Ordinal)
        .ToDictionary(golden => golden.Name, StringComparer.Ordinal);

    private static string[] Strings(JsonElement array) =>
        [.. array.EnumerateArray().Select(element => element.GetString()!)];

    private static int[] Integers(JsonElement array) =>
        [.. array.EnumerateArray().Select(element => element.GetInt32())];
}
