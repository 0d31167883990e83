using RnnGen.Generator.Tests.Infrastructure;

namespace RnnGen.Generator.Tests;

/// <summary>Wherever C# lets a class stand, a model can.</summary>
public sealed class TypeTests
{
    private const string Layers = "[Model(4, 3), LSTM(2), Dense(1), Loss(Loss.MeanSquaredError)]";

    [Theory]
    [InlineData("Echo", "M partial class Echo;")]
    [InlineData("Echo", "M internal sealed partial class Echo { }")]
    [InlineData("A.Echo", "namespace A; M public partial class Echo;")]
    [InlineData("A.B.C.Echo", "namespace A.B { namespace C { M public sealed partial class Echo; } }")]
    [InlineData("Outer+Echo", "public partial class Outer { M public partial class Echo; }")]
    [InlineData("Outer+Echo", "public static partial class Outer { M public sealed partial class Echo; }")]
    [InlineData("Outer+Echo", "partial struct Outer { M internal partial class Echo; }")]
    [InlineData("Outer+Echo", "public readonly ref partial struct Outer { M public partial class Echo; }")]
    [InlineData("Outer+Echo", "partial record Outer(int X) { M internal partial class Echo; }")]
    [InlineData("Outer+Echo", "public partial record struct Outer(int X) { M public partial class Echo; }")]
    [InlineData("IOuter+Echo", "partial interface IOuter { M internal partial class Echo; }")]
    [InlineData("Outer`2+Echo", "partial class Outer<T, U> where T : class { M internal partial class Echo; }")]
    [InlineData("A.Outer`1+Middle`1+Echo", "namespace A; partial class Outer<T> { partial struct Middle<U> { M internal partial class Echo; } }")]
    [InlineData("Outer+Echo", "public partial class Outer { M protected internal partial class Echo; }")]
    [InlineData("Outer+Echo", "public abstract partial class Outer { M protected partial class Echo; }")]
    [InlineData("Outer+Echo", "public partial class Outer { M private protected partial class Echo; }")]
    [InlineData("Outer+Echo", "public partial class Outer { M private sealed partial class Echo; public static object Create() => new Echo(seed: 1); }")]
    [InlineData("class", "M partial class @class;")]
    [InlineData("record", "M partial class @record;")]
    [InlineData("A.namespace.event+class", "namespace A.@namespace; partial class @event { M internal partial class @class; }")]
    [InlineData("Outer`1+Echo", "partial class Outer<@int> { M internal partial class Echo; }")]
    [InlineData("나비야", "M public sealed partial class 나비야;")]
    [InlineData("A.RnnGen.Echo", "namespace A.RnnGen; M public partial class Echo;")]
    [InlineData("A.System.Echo", "namespace A.System; M public partial class Echo;")]
    [InlineData("A.Model", "namespace A; M public partial class Model;")]
    [InlineData("A.Optimizer", "namespace A; M public partial class Optimizer;")]
    [InlineData("Tensor", "M public partial class Tensor;")]
    [InlineData("Lstm", "M public partial class Lstm;")]
    [InlineData("Dense", "M public partial class Dense;")]
    [InlineData("Echo", "M public partial class Echo : System.IDisposable { public void Dispose() { GC.SuppressFinalize(this); } }")]
    [InlineData("Echo", "M public partial class Echo { public Echo() : this(seed: 42) { } }")]
    [InlineData("Echo", "public partial class Echo { public int Number { get; set; } } M public partial class Echo;")]
    public void Model_compiles(string metadataName, string code)
    {
        GeneratorRun run = GeneratorHarness.Run(code.Replace("M ", Layers + " ", StringComparison.Ordinal)).AssertClean();

        Assert.Equal(metadataName, Assert.Single(run.Models).Type.MetadataName);
        Assert.Equal(4 * 2 * (3 + 2 + 1) + 3, run.Constant(metadataName, "ParameterCount"));
    }

    [Fact]
    public void Classes_of_equal_name_in_several_places()
    {
        GeneratorRun run = GeneratorHarness.Run(
            $$"""
            namespace A { {{Layers}} public partial class Echo; }
            namespace B { {{Layers}} public partial class Echo; }
            namespace B { public partial class Outer { {{Layers}} public partial class Echo; } }
            namespace B { public partial class Outer<T> { {{Layers}} public partial class Echo; } }
            {{Layers}} public partial class Echo;
            """).AssertClean();

        Assert.Equal(5, run.Models.Count);
        // Each has its network, that of one timestep, and its kernels.
        Assert.Equal(15, run.Files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Classes_whose_names_differ_in_case_only()
    {
        GeneratorRun run = GeneratorHarness.Run(
            $"{Layers} public partial class Echo; {Layers} public partial class ECHO; {Layers} public partial class Other;").AssertClean();

        Assert.Equal(9, run.Files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("Other.g.cs", run.Files.Keys);
    }

    [Fact]
    public void Names_of_kernels_do_not_clash() =>
        GeneratorHarness.Run($$"""
            namespace A { {{Layers}} public partial class B; }
            {{Layers}} public partial class A_B;
            {{Layers}} public partial class AB;
            """).AssertClean();

    [Fact]
    public void File_is_named_after_the_class() => Assert.Equal(
        ["A.Outer.Echo.g.cs", "A.Outer.Echo.Step.g.cs", "A.Outer.Echo.Kernels.g.cs"],
        GeneratorHarness.Run($$"""namespace A; partial class Outer { {{Layers}} internal partial class Echo; }""").AssertClean().Files.Keys);

    [Fact]
    public void Model_without_loss_infers_only() => Expect.Diagnostics(
        """
        [Model(4, 3), LSTM(2), Dense(1)]
        public partial class Echo;
        """ + UserCode.Using("Echo", target: null).Replace("model.Gradients.Length", "0", StringComparison.Ordinal));

    [Fact]
    public void Attributes_may_be_qualified_and_aliased() => Expect.Diagnostics(
        """
        using Net = RnnGen.ModelAttribute;
        using Fully = RnnGen.DenseAttribute;

        namespace Elsewhere
        {
            [Net(3), global::RnnGen.DenseAttribute(2), Fully(1), Loss(RnnGen.Loss.MeanSquaredError)]
            public partial class Echo;
        }
        """);

    [Fact]
    public void Other_attributes_are_not_layers() => Expect.Diagnostics(
        """
        [System.ComponentModel.Description("x"), Model(3), Serializable, Dense(2)]
        public partial class Echo;
        """);
}
