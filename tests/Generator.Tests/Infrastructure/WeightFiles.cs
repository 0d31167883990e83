using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using RnnGen.IO;

namespace RnnGen.Generator.Tests.Infrastructure;

/// <summary>The weight files of the tests' projects: those of a model (3) → Dense(2), whole and in other ways.</summary>
internal static class WeightFiles
{
    private const string Kernel = "\"dense.kernel\":{\"dtype\":\"F32\",\"shape\":[3,2],\"data_offsets\":[0,24]}";
    private const string Bias = "\"dense.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[24,32]}";

    private static readonly string s_folder = Directory.CreateTempSubdirectory("rnngen-weights").FullName;

    /// <summary>All of them, as a project has them.</summary>
    public static IReadOnlyList<AdditionalText> All { get; } =
    [
        Make("digits.safetensors", $"{{{Metadata("Digits", "Dense")},{Kernel},{Bias}}}", 32),
        Make("models/plain.safetensors", $"{{{Bias}, {Kernel} }}  ", 32),
        Make("checkpoint.safetensors", $$"""{{{Kernel}},{{Bias}},"checkpoint.metrics":{"dtype":"F64","shape":[1],"data_offsets":[32,40]} }""", 40),
        Make("otherlayers.safetensors", $"{{{Metadata("Words", "Conv1D")},{Kernel},{Bias}}}", 32),
        Make("nobias.safetensors", $"{{{Kernel}}}", 24),
        Make("unknown.safetensors", $$"""{{{Kernel}},{{Bias}},"dense.\u0067amma":{"dtype":"F32","shape":[],"data_offsets":[32,36]} }""", 36),
        Make("half.safetensors", """{"dense.kernel":{"dtype":"F16","shape":[3,2],"data_offsets":[0,12]},"dense.bias":{"dtype":"F32","shape":[2],"data_offsets":[12,20]}}""", 20),
        Make("sorted.safetensors", """{"dense.bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"dense.kernel":{"dtype":"F32","shape":[3,2],"data_offsets":[8,32]}}""", 32),
        Make("long.safetensors", $"{{{Kernel},{Bias}}}", 33),
        Make("rest.safetensors", $"{{{Kernel},{Bias}}} {{}}", 32),
        Make("overlap.safetensors", $"{{{Kernel},{Bias.Replace("24", "16", StringComparison.Ordinal)}}}", 32),
        Make("huge.safetensors", $"{{{Kernel.Replace("[3", "[4294967299", StringComparison.Ordinal)},{Bias}}}", 32),
        Make("cut.safetensors", $"{{{Kernel},{Bias}}}", 31),
        Make("text.safetensors", "{\"dense.kernel\":1}", 0),
        Make("gap.safetensors", """{"dense.kernel":{"dtype":"F32","shape":[3,2],"data_offsets":[8,32]}}""", 32),
        Make("twice.safetensors", $$"""{{{Kernel}},{{Bias}},"dense.bias":{"dtype":"F32","shape":[2],"data_offsets":[32,40]} }""", 40),
        new File(Path.Combine(s_folder, "gone.safetensors")),
    ];

    public static AnalyzerConfigOptionsProvider Options { get; } = new OptionsOfFiles();

    /// <summary>Makes a file with a header and so many bytes of data.</summary>
    public static AdditionalText Make(string name, string header, int length)
    {
        string path = Path.Combine(s_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        byte[] json = Encoding.UTF8.GetBytes(header), start = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(start, json.Length);
        System.IO.File.WriteAllBytes(path, [.. start, .. json, .. new byte[length]]);
        return new File(path);
    }

    private static string Metadata(string model, string kind)
    {
        var architecture = new Architecture();
        architecture.AddLayer(kind, [2]);
        architecture.AddWeight("dense", "kernel", [3, 2]);
        architecture.AddWeight("dense", "bias", [2]);
        return $"\"__metadata__\":{{\"rnngen.model\":\"{model}\",\"rnngen.architecture\":\"{architecture}\"}}";
    }

    private sealed class File(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default) => null;
    }

    /// <summary>What RnnGen.Weights.targets tells the compiler.</summary>
    private sealed class OptionsOfFiles : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new ResourceName("");

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new ResourceName("RnnGen.Weights/" + Path.GetFileName(textFile.Path));
    }

    private sealed class ResourceName(string name) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_metadata.AdditionalFiles.RnnGenWeights" && name.Length > 0 ? name : null;
            return value is not null;
        }
    }
}
