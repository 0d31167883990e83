using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Tests.Infrastructure;
using static RnnGen.Generator.Tests.Infrastructure.UserCode;

namespace RnnGen.Generator.Tests;

/// <summary>RNN050–RNN055: cells of one's own.</summary>
public sealed partial class DiagnosticTests
{
    [Theory]
    [InlineData("public static Vector Next(Vector x, Vector h, Kernel W) => x * W;", "'Own' cannot be the cell of [RNN]: it has no method Step; give it one: public static Vector Step(")]
    [InlineData("public static int Step = 3;", "it has no method Step;")]
    [InlineData("public static Vector Step(Vector x, Vector h, Kernel W) => x * W; public static Vector Step(Vector x, Vector h) => h;", "it has 2 methods Step, and a cell has one")]
    [InlineData("public static Vector Step<T>(Vector x, Vector h, Kernel W) => x * W;", "its method Step is generic;")]
    public void RNN050_class(string members, string message) =>
        Expect.Diagnostics(CellModel(members, cell: "{|RNN050:typeof(Own)|}", hasWeights: false), message);

    [Theory]
    [InlineData("class Own { public Vector Step(Vector x, Vector h, Kernel W) => x * W; }", "{|RNN050:typeof(Own)|}", "its method Step is not static;")]
    [InlineData("abstract class Own { public static extern Vector {|CS0626:Step|}(Vector x, Vector h, Kernel W); }", "{|RNN050:typeof(Own)|}", "its method Step has no body;")]
    [InlineData("class Own<T> { public static Vector Step(Vector x, Vector h, Kernel W) => x * W; }", "{|RNN050:typeof(Own<int>)|}", "'Own<int>' cannot be the cell of [RNN]: it is generic,")]
    [InlineData("class Outer<T> { public class Own { public static Vector Step(Vector x, Vector h, Kernel W) => x * W; } }", "{|RNN050:typeof(Outer<>.Own)|}", "it is generic,")]
    public void RNN050_other_types(string type, string cell, string message) => Expect.Diagnostics(
        $"{Usings}\n[Model(4, 3)]\n[RNN({cell}, 5)]\n[Loss(Loss.MeanSquaredError)]\nsealed partial class Echo;\n{type}\n{Using("Echo", layer: null)}", message);

    [Fact]
    public void RNN050_null() => Expect.Diagnostics(
        "[Model(4, 3)] [RNN(cell: {|RNN050:null!|}, 5)] sealed partial class Echo;", "'null' cannot be the cell of [RNN]: it is no class;");

    [Fact]
    public void RNN051_referenced_assembly() => Expect.Diagnostics(
        "[Model(4, 3)] [RNN({|RNN051:typeof(Company.Cells.SharedCell)|}, 5)] sealed partial class Echo;",
        "Cell 'SharedCell' is in the assembly Company.Cells, but its equations are read from source; add its file to the model's project");

    /// <summary>An editor refers to the other project itself, and could read its source; the build could not.</summary>
    [Fact]
    public void RNN051_is_the_same_in_an_editor_that_has_the_source_of_the_other_project()
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "User",
            [GeneratorHarness.Parse("using RnnGen; [Model(4, 3)] [RNN(typeof(Company.Cells.SharedCell), 5)] sealed partial class Echo;", "User0.cs")],
            [.. References.All.Where(reference => reference.Display != "<in-memory assembly>"), References.CompanyCellsProject().ToMetadataReference()],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        GeneratorDriverRunResult run = GeneratorHarness.Driver(new ModelGenerator()).RunGenerators(compilation).GetRunResult();

        Assert.Equal("RNN051", Assert.Single(run.Diagnostics).Id);
    }

    [Theory]
    [InlineData("Vector x, Vector h, Kernel W, {|RNN052:int|} n", "Parameter 'n' of cell 'Own' is of type 'int', but a cell takes a Vector x,")]
    [InlineData("Vector x, Vector h, Kernel W, {|RNN052:Matrix|} m", "is of type 'Matrix'")]
    [InlineData("Vector x, Vector h, Kernel W, {|RNN052:System.Numerics.Vector<float>|} m", "is of type 'Vector<float>'")]
    [InlineData("Vector x, Vector h, Kernel W, params {|RNN052:Kernel[]|} more", "is of type 'Kernel[]'")]
    [InlineData("Vector x, {|RNN052:ref Vector h|}, Kernel W", "Parameter 'h' of cell 'Own' is passed by reference (ref); return the new states instead")]
    [InlineData("Vector x, Vector h, Kernel W, Kernel {|RNN052:w|}", "Parameter 'w' of cell 'Own' would be the property 'W' of the layer's weights, which 'W' is; rename it")]
    [InlineData("Vector x, Vector h, Kernel W, Bias {|RNN052:wGradient|}", "would be the property 'WGradient' of the layer's weights, which 'W' is;")]
    [InlineData("Vector x, Vector h, Kernel W, Bias {|RNN052:getType|}", "would be the property 'GetType' of the layer's weights, which every object has;")]
    [InlineData("Vector x, Vector h, Kernel W, Bias {|RNN052:_|}", "would be the property '' of the layer's weights, which is no name in C#;")]
    [InlineData("Vector x, Vector h, Kernel W, Bias {|RNN052:rnnWeights|}", "would be the property 'RnnWeights'")]
    [InlineData("Vector x, [{|RNN052:Initialize(Initializer.Ones)|}] Vector h, Kernel W", "Parameter 'h' of cell 'Own' is no weight, so it cannot have [Initialize]; states start with zeros")]
    [InlineData("[{|RNN052:Regularize(Regularizer.L2)|}] Vector x, Vector h, Kernel W", "it cannot have [Regularize]")]
    [InlineData("Vector x, Vector h, Kernel W, [{|RNN052:Initialize(Initializer.Orthogonal)|}] Bias b", "Parameter 'b' of cell 'Own' is a Bias, a vector, but Initializer.Orthogonal is for matrices;")]
    [InlineData("Vector x, Vector h, Kernel W, [{|RNN052:Initialize(Initializer.Identity, 2)|}] DiagonalKernel d", "is a DiagonalKernel, a vector,")]
    public void RNN052_parameter(string parameters, string message) =>
        Expect.Diagnostics(CellModel($"public static Vector Step({parameters}) => Tanh(x * W);"), message);

    [Theory]
    [InlineData("public static Vector {|RNN052:Step|}(Vector x, Kernel W) => x * W;", "Method Step of cell 'Own' has no state; a cell takes a Vector x,")]
    [InlineData("public static Vector {|RNN052:Step|}(Kernel W) => null!;", "has no input and no state;")]
    public void RNN052_missing(string members, string message) => Expect.Diagnostics(CellModel(members), message);

    [Theory]
    [InlineData("[Initialize(Initializer.Constant, {|RNN013:1, 2|})] Kernel W", "InitializerArguments of [Initialize] is [1, 2], but Initializer.Constant takes one finite number")]
    [InlineData("[Initialize(Initializer.GlorotUniform, {|RNN013:0.5|})] Kernel W", "but Initializer.GlorotUniform takes no arguments")]
    [InlineData("[Regularize(Regularizer.L2, {|RNN014:-0.5|})] Kernel W", "RegularizerArguments of [Regularize] is [-0.5], but Regularizer.L2 takes")]
    [InlineData("[{|RNN014:Regularize(Regularizer.L1L2)|}] Kernel W", "RegularizerArguments of [Regularize] is missing, but Regularizer.L1L2 takes two")]
    [InlineData("[Initialize({|RNN012:(Initializer)99|})] Kernel W", "Initializer of [Initialize] is 99, which is no member of Initializer;")]
    public void Options_of_weights(string weight, string message) =>
        Expect.Diagnostics(CellModel($"public static Vector Step(Vector x, Vector h, {weight}) => Tanh(x * W);"), message);

    [Theory]
    [InlineData("public static {|RNN053:Vector|} Step(Vector x, Vector h, Vector c, Kernel W) => x * W;", "Step of cell 'Own' returns Vector, but its states are h, c; return (Vector h, Vector c)")]
    [InlineData("public static {|RNN053:(Vector, Vector)|} Step(Vector x, Vector h, Kernel W) => (x * W, h);", "returns (Vector, Vector), but its state is h; return Vector")]
    [InlineData("public static {|RNN053:float[]|} Step(Vector x, Vector h, Kernel W) => [];", "returns float[], but its state is h; return Vector")]
    [InlineData("public static {|RNN053:void|} Step(Vector x, Vector h, Kernel W) { }", "returns void,")]
    [InlineData("public static {|RNN053:(Vector, int)|} Step(Vector x, Vector h, Vector c, Kernel W) => (x * W, 3);", "returns (Vector, int),")]
    [InlineData("public static {|RNN053:(Vector c, Vector h)|} Step(Vector x, Vector h, Vector c, Kernel W) => (c, x * W);", "returns (Vector c, Vector h), but its states are h, c; return (Vector h, Vector c)")]
    public void RNN053_result(string members, string message) => Expect.Diagnostics(CellModel(members), message);

    [Theory]
    [InlineData("{|RNN054:if (Flag) { h = x * W; }|} return h;", "Cell 'Own' has an if statement; choose between values with Max, Min or a gate")]
    [InlineData("return {|RNN054:Flag ? h : x * W|};", "has a conditional expression; choose between")]
    [InlineData("return {|RNN054:Flag switch { true => h, false => x * W }|};", "has a switch expression;")]
    [InlineData("{|RNN054:switch (Flag) { default: break; }|} return x * W;", "has a switch statement;")]
    [InlineData("{|RNN054:for (int i = 0; i < 3; i++) { }|} return x * W;", "has a for loop; a timestep has a fixed number of equations: write them out")]
    [InlineData("{|RNN054:foreach (int i in new[] { 1 }) { }|} return x * W;", "has a foreach loop;")]
    [InlineData("{|RNN054:while (Flag) { }|} return x * W;", "has a while loop;")]
    [InlineData("{|RNN054:h = x * W|}; return h;", "has an assignment to 'h'; a name keeps its value: give the new value a name of its own")]
    [InlineData("{|RNN054:h += x * W|}; return h;", "has an assignment to 'h';")]
    [InlineData("var z = x * W; {|RNN054:z = Tanh(z)|}; return z;", "has an assignment to 'z';")]
    [InlineData("({|RNN054:h|}, var z) = (x * W, h); return z + h;", "has an assignment to 'h';")]
    [InlineData("Vector {|RNN054:z|}; {|RNN054:z = x * W|}; return z;", "has the variable 'z' without a value; give it its value where it is declared", "an assignment to 'z'")]
    [InlineData("return x * W + {|RNN054:Local()|}; Vector Local() => Tanh(h);", "has a call of the local function 'Local'; write a static method and call that")]
    [InlineData("Func<Vector, Vector> f = {|RNN054:v => v|}; return x * W;", "has a lambda or delegate;")]
    [InlineData("return {|RNN054:Unknown(x * W)|};", "has a call of 'Own.Unknown'; a cell has equations only:")]
    [InlineData("return Tanh(x * W) * {|RNN054:Math.Sqrt(3)|};", "has a call of 'Math.Sqrt', whose source is not part of this project; a cell may call the functions of RnnGen.Cells.Functions and")]
    [InlineData("return {|RNN054:Company.Cells.SharedCell.Gate(x * W)|};", "has a call of 'SharedCell.Gate', whose source is not part of this project;")]
    [InlineData("return Scaled(x * W, {|RNN054:3|});", "has an argument for 'int n'; methods of equations take vectors, weights, float and double, all by value")]
    [InlineData("var z = x * W; return Changed({|RNN054:ref z|});", "has an argument for 'ref Vector v';")]
    [InlineData("return (x * W) * {|RNN054:s_gain|};", "has the field 's_gain'; numbers in a cell are literals, const, or static readonly float and double with a constant value")]
    [InlineData("return (x * W) * {|RNN054:s_root|};", "has the field 's_root';")]
    [InlineData("return (x * W) * {|RNN054:Gain|};", "has the property 'Gain';")]
    [InlineData("return (x * W) * {|RNN054:x.Length|};", "has the property 'Length';")]
    [InlineData("return (x * W) * {|RNN054:x[0]|};", "has an element of a vector or matrix; equations are about whole vectors;")]
    [InlineData("return x * W + {|RNN054:new Vector(1, 2)|};", "has a new Vector; what a cell starts with are its parameters")]
    [InlineData("return x * W + {|RNN054:Vector.Zeros(5)|};", "has a call of 'Vector.Zeros', whose source is not part of this project;")]
    [InlineData("return x * W + {|RNN054:new float[5]|};", "has a conversion to 'Vector';")]
    [InlineData("var pair = {|RNN054:(h, x)|}; return x * W + pair.h;", "has a tuple as one value; take it apart: var (a, b) = …")]
    [InlineData("var pair = {|RNN054:Both(h, x)|}; return x * W;", "has a tuple as one value;")]
    [InlineData("return (x * W) * {|RNN054:1e39|};", "has the number 1E+39; numbers must be finite,")]
    [InlineData("return (x * W) * Half({|RNN054:double.NaN|});", "has the number NaN;")]
    [InlineData("return x * W + {|RNN054:h / 0|};", "has a division by zero; whatever is divided, the result is no number")]
    [InlineData("return {|RNN054:(x * W) / Half(1e-60)|};", "a division by zero;")]
    [InlineData("{|RNN054:{ var z = h; }|} return x * W;", "has a block in braces; write its equations without the braces")]
    [InlineData("{|RNN054:Console.WriteLine()|}; return x * W;", "has a call of 'Console.WriteLine';")]
    [InlineData("{|RNN054:throw new Exception();|}", "has 'throw new Exception();';")]
    [InlineData("{|RNN054:try { } finally { }|} return x * W;", "has 'try { } finally { }';")]
    [InlineData("var a = {|RNN054:Math.Abs(1.5)|} * h; var b = {|RNN054:x.Length|} * a; return x * W + a + b;", "a call of 'Math.Abs'", "the property 'Length'")]
    public void RNN054_content(string body, params string[] messages) => Expect.Diagnostics(CellModel(
        $$"""
        internal static bool Flag => true;
        internal static double Gain => 2;
        internal static double s_gain = 2;
        internal static readonly double s_root = Math.Sqrt(2);
        public static Vector Step(Vector x, Vector h, Kernel W) { {{body}} }
        internal static Vector Unknown<T>(T v) => null!;
        internal static (Vector, Vector) Both(Vector a, Vector b) => (a, b);
        internal static double Half(double number) => number / 2;
        internal static Vector Scaled(Vector v, int n) => v * n;
        internal static Vector Changed(ref Vector v) => v;
        """),
        messages);

    [Fact]
    public void RNN054_recursion() => Expect.Diagnostics(
        CellModel(
            """
            public static Vector Step(Vector x, Vector h, Kernel W) => Endless(x * W);
            static Vector Endless(Vector v) => Again(v);
            static Vector Again(Vector v) => {|RNN054:Endless(Tanh(v))|};
            """),
        "has a call of 'Own.Endless' within itself; a timestep has a fixed number of equations; write them out");

    [Fact]
    public void RNN054_step_calls_itself() => Expect.Diagnostics(
        CellModel("public static Vector Step(Vector x, Vector h, Kernel W) => {|RNN054:Step(x, h, W)|};"), "a call of 'Own.Step' within itself");

    [Fact]
    public void RNN054_in_a_method_that_is_called_twice_is_reported_once() => Expect.Diagnostics(
        CellModel(
            """
            public static Vector Step(Vector x, Vector h, Kernel W) => Gate(x * W) * Gate(h);
            static Vector Gate(Vector v)
            {
                {|RNN054:if (v.Length > 3) { }|}
                return Sigmoid(v);
            }
            """));

    [Fact]
    public void RNN054_in_a_cell_of_several_layers_and_models_is_reported_once() => Expect.Diagnostics(
        $$"""
        {{Usings}}
        [Model(4, 3), RNN(typeof(Own), 3, ReturnSequences = true), RNN(typeof(Own), 5)]
        sealed partial class First;
        [Model(4, 3), RNN(typeof(Own), 5)]
        sealed partial class Second;
        static class Own
        {
            public static Vector Step(Vector x, Vector h, Kernel W) => x * W * {|RNN054:x[0]|};
        }
        """);

    [Fact]
    public void RNN054_too_deep() => AssertTooMuch(
        $"public static Vector Step(Vector x, Vector h, Kernel W) => x * W{string.Concat(Enumerable.Repeat(" + h", 260))};",
        "has more than 250 operations within each other; give some of them a name: var z = …");

    [Fact]
    public void RNN054_too_long() => AssertTooMuch(
        "public static Vector Step(Vector x, Vector h, Kernel W) => F0(x * W);\n"
        + string.Concat(Enumerable.Range(0, 13).Select(i => $"static Vector F{i}(Vector v) => F{i + 1}(v) + F{i + 1}(v);\n"))
        + "static Vector F13(Vector v) => Tanh(v);",
        "has more than 10000 operations when the methods it calls are written out; call fewer methods, or shorter ones");

    /// <summary>Where exactly it becomes too much does not matter.</summary>
    private static void AssertTooMuch(string members, string message)
    {
        Diagnostic diagnostic = Assert.Single(GeneratorHarness.Run(CellModel(members)).AllDiagnostics);
        Assert.Equal("RNN054", diagnostic.Id);
        Assert.Contains(message, Expect.Message(diagnostic), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{|RNN055:h * W|}", "Cell 'Own', with 3 features and 5 units: a vector of 5 values is multiplied by Kernel W (3 × 5), which takes 3; use a RecurrentKernel for a vector of units")]
    [InlineData("x * W + {|RNN055:x * U|}", "a vector of 3 values is multiplied by RecurrentKernel U (5 × 5), which takes 5; use a Kernel for the input")]
    [InlineData("x * W + {|RNN055:x * h|}", "a vector of 3 values meets one of 5, but only equal ones go together value by value; multiply the input by a Kernel first")]
    [InlineData("{|RNN055:x - h|}", "a vector of 3 values meets one of 5,")]
    [InlineData("{|RNN055:Max(x, x * W)|}", "a vector of 3 values meets one of 5,")]
    [InlineData("{|RNN055:Tanh(x)|}", "the new state h has 3 values, but it needs 5")]
    [InlineData("Gate({|RNN055:x + h|}) + {|RNN055:x / b|}", "a vector of 3 values meets one of 5,", "a vector of 3 values meets one of 5,")]
    [InlineData("Twice(x) * W + {|RNN055:Twice(x) * h|}", "a vector of 3 values meets one of 5,")]
    public void RNN055_sizes(string result, params string[] messages) => Expect.Diagnostics(
        CellModel(
            $$"""
            public static Vector Step(Vector x, Vector h, Kernel W, RecurrentKernel U, Bias b) => {{result}};
            static Vector Gate(Vector v) => Sigmoid(v);
            static Vector Twice(Vector v) => 2 * v;
            """),
        messages);

    [Fact]
    public void RNN055_in_a_method_that_is_called() => Expect.Diagnostics(
        CellModel(
            """
            public static Vector Step(Vector x, Vector h, Kernel W)
            {
                var z = Gate(x, W) + 1;
                return z + Gate(h, W);
            }

            static Vector Gate(Vector v, Kernel W) => Sigmoid({|RNN055:v * W|});
            """),
        "a vector of 5 values is multiplied by Kernel W");

    [Fact]
    public void RNN055_fits_one_model_and_not_the_other() => Expect.Diagnostics(
        $$"""
        {{Usings}}
        [Model(4, 5), RNN(typeof(Own), 5)]
        sealed partial class Fits;
        [Model(4, 3), RNN(typeof(Own), 5)]
        sealed partial class FitsNot;
        static class Own
        {
            public static Vector Step(Vector x, Vector h, Kernel W) => Tanh({|RNN055:x * W + x|});
        }
        """);

    [Theory]
    [InlineData("RNN(typeof(Own), {|RNN010:0|})")]
    [InlineData("RNN(typeof(Own), 3, Dropout = {|RNN011:1|})")]
    [InlineData("RNN(typeof(Own), 3, Stateful = {|RNN023:true|}, GoBackwards = true)")]
    [InlineData("RNN(typeof(Own), 3, ReturnState = {|RNN022:true|}), Dense(3)")]
    [InlineData("RNN(typeof(Own), 3), {|RNN020:LSTM(3)|}")]
    [InlineData("{|RNN041:TimeDistributed|}, RNN(typeof(Own), 3)")]
    [InlineData("Flatten, {|RNN020:RNN(typeof(Own), 3)|}")]
    [InlineData("{|RNN024:RNN(typeof(Own), 100000)|}, Dense(1)")]
    public void Layer_of_an_own_cell_is_a_recurrent_layer(string layers) => Expect.Diagnostics(
        $"{Usings}\n[Model(4, 3, Batch = 1), {layers}] sealed partial class Echo;\n"
        + "static class Own { public static Vector Step(Vector x, Vector h, Kernel W, RecurrentKernel U) => Tanh(x * W + h * U); }");

    /// <summary>What the compiler reports is not reported again, and the rest of the model's code stays without errors.</summary>
    [Theory]
    [InlineData("public static Vector Step(Vector x, Vector h, Kernel W) => x * {|CS0103:V|};")]
    [InlineData("public static Vector Step(Vector x, Vector h, Kernel W) => {|CS0019:x * W > h|};")]
    [InlineData("public static Vector Step(Vector x, Vector h, Kernel W) => x * W + {|CS0103:Tan|}(h);")]
    [InlineData("public static Vector Step(Vector x, Vector h, Kernel W) { if ({|CS0019:x > h|}) return h; return x * W; }")]
    [InlineData("public static Vector Step(Vector x, {|CS0246:Vektor|} h, Kernel W) => x * W;")]
    [InlineData("public static {|CS0246:Vektor|} Step(Vector x, Vector h, Kernel W) => x * W;")]
    [InlineData("public static Vector {|CS0161:Step|}(Vector x, Vector h, Kernel W) { }")]
    [InlineData("public static Vector Step(Vector x, Vector h, [{|CS7036:Initialize|}] Kernel W) => x * W;")]
    public void Compile_errors_of_a_cell(string members) => Expect.Diagnostics(CellModel(members));

    private const string Usings = "using RnnGen.Cells;\nusing static RnnGen.Cells.Functions;";

    /// <summary>A model of 3 features with the cell Own of 5 units, and a class that uses it.</summary>
    private static string CellModel(string members, string cell = "typeof(Own)", bool hasWeights = true) =>
        $$"""
        {{Usings}}

        [Model(4, 3)]
        [RNN({{cell}}, 5)]
        [Loss(Loss.MeanSquaredError)]
        sealed partial class Echo;

        static class Own
        {
            {{members}}
        }

        """ + Using("Echo", hasWeights ? "Rnn" : null, weight: "W");
}
