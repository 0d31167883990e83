using System.Collections;
using System.Globalization;
using System.Reflection;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Layers;
using RnnGen.Generator.Tests.Infrastructure;

namespace RnnGen.Generator.Tests;

/// <summary>What a checkpoint compares of layers: all that decides how they train, and nothing else.</summary>
public sealed class SettingsTests
{
    /// <summary>Each layer with the arguments it needs, and an input that it takes.</summary>
    private static readonly (string Input, string Layer)[] s_layers =
    [
        ("6, 4", "Dense(3)"), ("6, 4", "SimpleRNN(3)"), ("6, 4", "LSTM(3)"), ("6, 4", "GRU(3)"), ("6, Input = InputKind.Tokens", "Embedding(9, 3)"),
        ("6, 4", "Masking()"), ("6, 4", "RNN(typeof(Cell), 3)"), ("6, 4", "Flatten()"), ("6, 4", "Reshape(4, 6)"), ("6, 4", "Permute(2, 1)"),
        ("4", "RepeatVector(3)"), ("6, 4", "Activation(Activation.Relu)"), ("6, 4", "Dropout(0.5)"), ("6, 4", "Conv1D(3, 2)"), ("6, 6, 4", "Conv2D(3, 2, 2)"),
        ("6, 4", "MaxPooling1D()"), ("6, 6, 4", "MaxPooling2D()"), ("6, 4", "AveragePooling1D(3)"), ("6, 6, 4", "AveragePooling2D(3, 2)"),
        ("6, 4", "GlobalMaxPooling1D()"), ("6, 6, 4", "GlobalMaxPooling2D()"), ("6, 4", "GlobalAveragePooling1D()"),
        ("6, 6, 4", "GlobalAveragePooling2D()"), ("6, 4", "LayerNormalization()"), ("6, 4", "BatchNormalization()"),
    ];

    private static readonly Dictionary<string, string> s_settings = [];

    [Theory]
    [InlineData("6, 4", "Dense(3)", "Units = 3")]
    [InlineData("6, 4", "Dense(3, UseBias = false, Activation = Activation.Relu)", "Activation = Relu, Units = 3, UseBias = false")]
    [InlineData("6, 4", "Dropout(0.25)", "Rate = 0.25")]
    [InlineData("6, 4", "Dropout(1.0 / 3)", "Rate = 0.3333333333333333")]
    [InlineData("6, 4", "Dropout(0.1 + 0.2)", "Rate = 0.30000000000000004")]
    [InlineData("6, 4", "Flatten", "")]
    [InlineData("6, 4", "Activation(Activation.Linear)", "")]
    [InlineData("6, 4", "LSTM(3, UnitForgetBias = false, RecurrentInitializer = Initializer.Identity)", "Units = 3")]
    [InlineData("6, 4", "GRU(3, KernelRegularizer = Regularizer.L2, KernelRegularizerArguments = [0.01])", "KernelRegularizer = L2, Units = 3")]
    [InlineData(
        "6, 4", "GRU(3, BiasRegularizer = Regularizer.L1L2, BiasRegularizerArguments = [0.5, 1e-9])",
        "BiasRegularizer = L1L2, BiasRegularizerArguments = [0.5, 1E-09], Units = 3")]
    [InlineData("6, 4", "Bidirectional(Merge = MergeMode.Sum), LSTM(3, Dropout = 0.1)", "LSTM(Dropout = 0.1, Units = 3), Merge = Sum")]
    [InlineData("6, 4", "Bidirectional(Merge = MergeMode.Concat), LSTM(3)", "LSTM(Units = 3)")]
    [InlineData("6, 4", "TimeDistributed, Dense(3, Activation = Activation.Tanh)", "Dense(Activation = Tanh, Units = 3)")]
    [InlineData("6, 4", "TimeDistributed, Flatten", "Flatten")]
    [InlineData("6, 6, 4", "Conv2D(3, 2, Strides = [2])", "Filters = 3, KernelSize = [2, 2], Strides = [2, 2]")]
    [InlineData("6, 6, 4", "MaxPooling2D(3, 2, Strides = [3, 2])", "PoolSize = [3, 2]")]
    [InlineData("6, 6, 4", "MaxPooling2D(2, 2)", "")]
    public void Layers_have(string input, string layer, string settings) =>
        Assert.Equal(settings, Assert.Single(Build($"[Model({input})] [{layer}] partial class A;")).Blocks.Single().Settings);

    [Theory]
    [InlineData("Loss.Huber", "")]
    [InlineData("Loss.Huber, Delta = 1", "")]
    [InlineData("Loss.Huber, Delta = 0.1", "Delta = 0.1")]
    [InlineData("Loss.SparseCategoricalCrossentropy, FromLogits = true", "FromLogits = true")]
    public void Losses_have(string loss, string settings) =>
        Assert.Equal(settings, Assert.Single(Build($"[Model(4)] [Dense(2)] [Loss({loss})] partial class A;")).Loss!.Settings);

    [Fact]
    public void All_layers_are_here() => Assert.Equal(
        typeof(LayerAttribute).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract).Select(type => type.Name).Order(),
        s_layers.Select(layer => KindOf(layer.Layer) + "Attribute").Order());

    [Fact]
    public void A_default_that_is_written_changes_nothing()
    {
        foreach ((string layer, PropertyInfo option, object? value) in Options())
        {
            string written = With(layer, $"{option.Name} = {Literal(value!)}");
            Assert.True(Settings(layer) == Settings(written), $"[{written}] has the settings {Settings(written)}, [{layer}] {Settings(layer)}");
        }
    }

    [Fact]
    public void All_options_but_those_of_a_weights_beginning_are_settings()
    {
        foreach ((string layer, PropertyInfo option, object? value) in Options())
        {
            bool isBeginning = option.Name.Contains("Initializer", StringComparison.Ordinal) || option.Name == "UnitForgetBias";
            string written = With(layer, $"{Needed(option)}{option.Name} = {Literal(Other(value!))}");
            Assert.True(
                Settings(written).Contains(option.Name, StringComparison.Ordinal) != isBeginning, $"[{written}] has the settings {Settings(written)}");
        }
    }

    /// <summary>All options of all layers, with their defaults.</summary>
    private static IEnumerable<(string Layer, PropertyInfo Option, object? Default)> Options() =>
        from layer in s_layers.Select(layer => layer.Layer)
        let type = typeof(LayerAttribute).Assembly.GetType($"RnnGen.{KindOf(layer)}Attribute", throwOnError: true)
        let attribute = type.GetConstructors().Single() is var constructor
            ? constructor.Invoke([.. constructor.GetParameters().Select(parameter => Argument(parameter, layer))]) : null
        from option in type.GetProperties()
        where option.CanWrite
        select (layer, option, option.GetValue(attribute));

    /// <summary>A constructor's argument, on which the defaults of other options may depend.</summary>
    private static object? Argument(ParameterInfo parameter, string layer)
    {
        int[] numbers = [.. layer.Split('(', ',', ')').Where(part => int.TryParse(part, out _)).Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        return parameter.ParameterType switch
        {
            { IsArray: true } => numbers[parameter.Position..],
            _ when parameter.ParameterType == typeof(int) => numbers.Length > 0 ? numbers[^1] : parameter.DefaultValue,
            _ when parameter.ParameterType.IsValueType => Activator.CreateInstance(parameter.ParameterType),
            _ => typeof(object),
        };
    }

    private static string KindOf(string layer) => layer[..layer.IndexOf('(', StringComparison.Ordinal)];

    private static string With(string layer, string option) => $"{layer[..^1]}{(layer.EndsWith("()", StringComparison.Ordinal) ? "" : ", ")}{option})";

    /// <summary>What has to be written, too, so that an argument is one.</summary>
    private static string Needed(PropertyInfo option) => option.Name switch
    {
        _ when option.Name.EndsWith("InitializerArguments", StringComparison.Ordinal) => $"{option.Name.Replace("Arguments", "", StringComparison.Ordinal)} = Initializer.Constant, ",
        _ when option.Name.EndsWith("RegularizerArguments", StringComparison.Ordinal) => $"{option.Name.Replace("Arguments", "", StringComparison.Ordinal)} = Regularizer.L2, ",
        _ => "",
    };

    private static object Other(object value) => value switch
    {
        bool flag => !flag,
        int => 4,
        double => 0.25,
        double[] => new[] { 0.25 },
        int[] => new[] { 4, 4 },
        Initializer => Initializer.Constant,
        Regularizer => Regularizer.L1,
        Activation => Activation.Softsign,
        Padding => Padding.Same,
        _ => throw new ArgumentException($"No other {value.GetType()}.", nameof(value)),
    };

    private static string Literal(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        Enum member => $"{member.GetType().Name}.{member}",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Literal))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>The settings of a layer; those of all the tests' layers are found in one compilation.</summary>
    private static string Settings(string layer)
    {
        if (s_settings.Count == 0)
        {
            string[] all =
            [
                .. s_layers.Select(item => item.Layer),
                .. Options().Select(item => With(item.Layer, $"{item.Option.Name} = {Literal(item.Default!)}")),
                .. Options().Select(item => With(item.Layer, $"{Needed(item.Option)}{item.Option.Name} = {Literal(Other(item.Default!))}")),
            ];
            string Input(string text) => s_layers.Single(item => KindOf(item.Layer) == KindOf(text)).Input;
            IReadOnlyList<Network> networks = Build(string.Concat(all.Select((text, i) => $"[Model({Input(text)})] [{text}] partial class Model{i};\n")));
            foreach ((string text, Network network) in all.Zip(networks))
                s_settings[text] = network.Blocks.Single().Settings;
        }

        return s_settings[layer];
    }

    private static IReadOnlyList<Network> Build(string source)
    {
        GeneratorRun run = GeneratorHarness.Run(
            new ModelGenerator(_ => default),
            source,
            "using RnnGen.Cells; static class Cell { public static Vector Step(Vector x, Vector h, Kernel W) => x * W + h; }");
        Assert.True(run.Diagnostics.IsEmpty, run.Describe(run.Diagnostics));
        return [.. run.Models.Select(NetworkBuilder.Build)];
    }
}
