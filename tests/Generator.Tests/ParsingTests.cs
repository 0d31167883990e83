using RnnGen.Generator.Specs;
using RnnGen.Generator.Tests.Infrastructure;

namespace RnnGen.Generator.Tests;

/// <summary>What of the user's code reaches the compiler.</summary>
public sealed class ParsingTests
{
    [Fact]
    public void Defaults_of_the_model_attribute_are_those_of_its_class()
    {
        ModelSpec model = Parse("[Model(3)] [Dense(2)] partial class Echo;");

        ModelAttribute attribute = new(3);
        Assert.Equal(attribute.Batch, model.Batch);
        Assert.Equal(attribute.Input.ToString(), model.InputKind);
        Assert.Equal(attribute.Style.ToString(), model.Style);
        Assert.Null(model.Loss);
        Assert.True(model.IsValid);
    }

    [Fact]
    public void Layers_keep_their_order_and_wrappers()
    {
        ModelSpec model = Parse(
            "[Loss(Loss.Huber, Delta = 2)] [Flatten, Reshape(3, 4)] [Model(4, 3)] [LSTM(2, ReturnSequences = true)] [TimeDistributed, Dense(2)] partial class Echo;");

        Assert.Equal(["Flatten", "Reshape", "LSTM", "Dense"], model.Layers.Select(layer => layer.Attribute.Kind));
        Assert.Equal([null, null, null, "TimeDistributed"], model.Layers.Select(layer => layer.Wrapper?.Kind));
        Assert.Equal("Huber", model.Loss?.Name("Loss", ""));
        Assert.Equal(2.0, model.Loss?.Real("Delta"));
    }

    [Fact]
    public void Arguments_stand_under_their_property_names()
    {
        AttributeSpec lstm = Parse(
            """
            [Model(4, 3)]
            [LSTM(units: 2, Activation = Activation.Relu, Dropout = 1 / 4.0, Stateful = true,
                KernelRegularizer = Regularizer.L1L2, KernelRegularizerArguments = new[] { 0.5, 1e-3 })]
            partial class Echo;
            """).Layers[0].Attribute;

        Assert.Equal(2, lstm.Int("Units"));
        Assert.Equal("Relu", lstm.Name("Activation", ""));
        Assert.Equal(0.25, lstm.Real("Dropout"));
        Assert.True(lstm.Bool("Stateful"));
        Assert.Equal([0.5, 1e-3], lstm.Reals("KernelRegularizerArguments"));
        Assert.False(lstm.Has("GoBackwards"));
    }

    [Fact]
    public void Integer_for_a_real_argument_is_a_real() =>
        Assert.Equal(new RealValue(0), Parse("[Model(3)] [Dropout(0)] partial class Echo;").Layers[0].Attribute.Arguments[0].Value);

    [Fact]
    public void Equal_code_gives_equal_models_and_other_code_others()
    {
        const string Source = "[Model(4, 3)] [LSTM(2, KernelInitializerArguments = new double[0])] partial class Echo;";

        Assert.Equal(Parse(Source), Parse("\n" + Source.Replace(" ", "  ", StringComparison.Ordinal)));
        Assert.Equal(Parse(Source).GetHashCode(), Parse(Source).GetHashCode());
        Assert.NotEqual(Parse(Source), Parse(Source.Replace("LSTM", "GRU", StringComparison.Ordinal)));
        Assert.NotEqual(Parse(Source), Parse(Source.Replace("partial", "public partial", StringComparison.Ordinal)));
        Assert.NotEqual(Parse(Source), Parse(Source.Replace("4, 3", "3, 4", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("[Model(3)] [Dense(0)] partial class Echo;", "Dense")]
    [InlineData("[Model(3)] [Dense] [Flatten] partial class Echo;", "Dense,Flatten")]
    [InlineData("[Model(3)] [Flaten] [Dense(2)] partial class Echo;", "Dense")]
    [InlineData("[Model(0)] [Dense(2)] [Loss] partial class Echo;", "Dense")]
    public void Wrong_model_keeps_what_is_known_for_its_skeleton(string source, string layers)
    {
        ModelSpec model = Parse(source);

        Assert.False(model.IsValid);
        Assert.Equal("Echo", model.Type.Name);
        Assert.Equal(layers.Split(','), model.Layers.Select(layer => layer.Attribute.Kind));
    }

    [Fact]
    public void Type_is_described_with_all_that_surrounds_it()
    {
        ModelSpec model = Parse(
            "namespace A.@event; public partial record struct Outer<@in, T> { internal partial interface IInner { [Model(3)] [Dense(2)] protected internal partial class @class; } }");

        Assert.Equal("@class", model.Type.Name);
        Assert.Equal("A.@event", model.Type.Namespace);
        Assert.Equal("A.event.Outer`2+IInner+class", model.Type.MetadataName);
        Assert.Equal("protected internal", model.Type.Accessibility);
        Assert.Equal(["partial record struct Outer<@in, T>", "partial interface IInner"], model.Type.Containers);
        Assert.Equal("", model.Type.TypeParameters);
    }

    private static ModelSpec Parse(string source) =>
        Assert.Single(GeneratorHarness.Run(new ModelGenerator(_ => default), source).Models);
}
