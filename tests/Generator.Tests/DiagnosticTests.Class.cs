using RnnGen.Generator.Tests.Infrastructure;
using static RnnGen.Generator.Tests.Infrastructure.UserCode;

namespace RnnGen.Generator.Tests;

/// <summary>RNN001–RNN009 and RNN033: what a model's class must be.</summary>
public sealed partial class DiagnosticTests
{
    [Fact]
    public void RNN001_class_not_partial() => Expect.Diagnostics(
        """
        [Model(3)]
        [Dense(2)]
        class {|RNN001:Echo|};
        """,
        "Class 'Echo' is not declared partial");

    [Fact]
    public void RNN001_containing_type_not_partial() => Expect.Diagnostics(
        """
        struct {|RNN001:Outer|}
        {
            [Model(3)]
            [Dense(2)]
            public partial class Echo;
        }
        """,
        "Struct 'Outer', which contains the model, is not declared partial, so the generated network of model 'Outer.Echo'");

    [Fact]
    public void RNN001_at_each_type_that_is_not_partial() => Expect.Diagnostics(
        """
        interface {|RNN001:IOuter|}
        {
            partial record Middle
            {
                [Model(3)]
                [Dense(2)]
                public class {|RNN001:Echo|};
            }
        }
        """,
        "Interface 'IOuter'", "Class 'Echo'");

    [Fact]
    public void RNN001_says_nothing_where_the_compiler_asks_for_partial_itself() => Expect.Diagnostics(
        """
        [Model(3)]
        [Dense(2)]
        class {|CS0260:Echo|};

        partial class Echo
        {
            public int Number { get; set; }
        }
        """);

    [Fact]
    public void RNN002_static_class() => Expect.Diagnostics(
        """
        [Model(3)]
        [Dense(2)]
        static partial class {|RNN002:Echo|};
        """,
        "Model 'Echo' is declared static");

    [Fact]
    public void RNN002_abstract_class() => Expect.Diagnostics(
        """
        [Model(3)]
        [Dense(2)]
        [Loss(Loss.MeanSquaredError)]
        abstract partial class {|RNN002:Echo|};

        static class Uses
        {
            public static int Size(Echo model) => Echo.ParameterCount + model.Dense.Kernel.Rank + model.Predict(new float[3]).Length;
        }
        """,
        "Model 'Echo' is declared abstract");

    [Fact]
    public void RNN003_generic_class() => Expect.Diagnostics(
        """
        [Model(3)]
        [Dense(2)]
        [Loss(Loss.MeanSquaredError)]
        sealed partial class Echo{|RNN003:<T, U>|} where T : class;
        """ + Using("Echo<string, int>"),
        "Model 'Echo<T, U>' has type parameters <T, U>");

    [Fact]
    public void RNN004_own_base_class() => Expect.Diagnostics(
        """
        [Model(3)]
        [Dense(2)]
        sealed partial class Echo : {|RNN004:System.IO.StringWriter|}, IDisposable;
        """,
        "derives from 'System.IO.StringWriter'");

    [Fact]
    public void RNN004_base_class_on_another_declaration() => Expect.Diagnostics(
        """
        class Thing;

        sealed partial class Echo : Thing;

        [Model(3)]
        [Dense(2)]
        sealed partial class {|RNN004:Echo|};
        """,
        "derives from 'Thing'");

    [Fact]
    public void RNN004_record() => Expect.Diagnostics(
        """
        [Model(3)]
        [Dense(2)]
        sealed partial record {|RNN004:Echo|}(int Number);
        """,
        "Model 'Echo' is a record");

    [Fact]
    public void RNN005_no_layers() => Expect.Diagnostics(
        """
        [Model(3)]
        [Loss(Loss.MeanSquaredError)]
        sealed partial class {|RNN005:Echo|};
        """ + Using("Echo", layer: null),
        "Model 'Echo' has no layers");

    [Fact]
    public void RNN006_layers_on_several_declarations() => Expect.Diagnostics(
        """
        [Model(4, 3)]
        [LSTM(2)]
        sealed partial class Echo;

        [{|RNN006:Dense(2)|}, Dense(3)]
        [Loss(Loss.MeanSquaredError)]
        sealed partial class Echo;
        """ + Using("Echo"),
        "Layer [Dense] stands on another declaration of 'Echo' than layer [LSTM]");

    /// <summary>Their order is unknown, so that nothing is said of how they fit together.</summary>
    [Fact]
    public void RNN006_layers_on_several_declarations_that_do_not_fit() => Expect.Diagnostics(
        """
        [Model(4, 3)]
        [Flatten]
        sealed partial class Echo;

        [{|RNN006:LSTM(2)|}]
        [Loss(Loss.MeanSquaredError)]
        sealed partial class Echo;
        """ + Using("Echo", layer: null));

    [Fact]
    public void Layers_and_model_attribute_may_stand_on_different_declarations() => Expect.Diagnostics(
        """
        [Model(4, 3)]
        sealed partial class Echo;

        [LSTM(2)]
        [Dense(2)]
        sealed partial class Echo;

        [Loss(Loss.MeanSquaredError)]
        sealed partial class Echo;
        """ + Using("Echo"));

    [Theory]
    [InlineData("{|RNN007:Model|}", "()")]
    [InlineData("{|RNN007:Model()|}", "()")]
    [InlineData("Model({|RNN007:new int[0]|})", "()")]
    [InlineData("Model({|RNN007:null!|})", "()")]
    [InlineData("Model({|RNN007:0|})", "(0)")]
    [InlineData("Model(28, {|RNN007:-1|}, 3, Batch = 2)", "(28, -1, 3)")]
    [InlineData("Model(new[] { 28, {|RNN007:0|} })", "(28, 0)")]
    [InlineData("Model([28, {|RNN007:0|}, -3])", "(28, 0, -3)")]
    [InlineData("Model(inputShape: {|RNN007:default(int[])!|}, Batch = 2)", "()")]
    public void RNN007_input_shape(string attribute, string shape) => Expect.Diagnostics(
        $"""
        [{attribute}]
        [Dense(2)]
        [Loss(Loss.MeanSquaredError)]
        sealed partial class Echo;
        """ + Using("Echo"),
        $"Model 'Echo' has the input shape {shape}; ");

    [Fact]
    public void RNN008_file_local_class() => Expect.Diagnostics(
        """
        [Model(3)]
        [Dense(2)]
        file sealed partial class {|RNN008:Echo|};
        """,
        "Class 'Echo' is declared 'file'");

    [Fact]
    public void RNN009_primary_constructor() => Expect.Diagnostics(
        """
        [Model(3)]
        [Dense(2)]
        sealed partial class Echo{|RNN009:(int number)|}
        {
            public int Number => number;
        }
        """,
        "Model 'Echo' has a primary constructor");

    [Theory]
    [InlineData("[{|RNN033:LSTM(32)|}, Dense(1)] public partial class Wave;", "Class 'Wave' has the layer [LSTM] but no [Model]")]
    [InlineData("class Outer { [Loss(Loss.MeanSquaredError)] [{|RNN033:Dense(1)|}] class Inner; }", "Class 'Inner' has the layer [Dense]")]
    [InlineData("[{|RNN033:Bidirectional|}, GRU(3)] class A; [{|RNN033:Flatten|}] class B;", "[Bidirectional]", "[Flatten]")]
    public void RNN033_layers_without_a_model(string code, params string[] messages) => Expect.Diagnostics(code, messages);

    [Fact]
    public void RNN033_leaves_a_misspelt_model_to_the_compiler()
    {
        GeneratorRun run = GeneratorHarness.Run("[Modell(3)] [Dense(1)] public partial class Wave;");
        Assert.NotEmpty(run.AllDiagnostics);
        Assert.All(run.AllDiagnostics, diagnostic => Assert.Equal("CS0246", diagnostic.Id));
    }

    [Theory]
    [InlineData("[Model(3)] public partial class Wave; [Dense(1)] partial class Wave;")]
    [InlineData("sealed class DenseAttribute : Attribute; [global::Dense] class Wave;")]
    [InlineData("[Loss(Loss.MeanSquaredError)] class Wave;")]
    [InlineData("#pragma warning disable RNN033\n[Dense(1)] class Wave;")]
    public void RNN033_does_not_see_other_classes(string code) => Expect.Diagnostics(code);
}
