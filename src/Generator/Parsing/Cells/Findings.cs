using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace RnnGen.Generator.Parsing.Cells;

/// <summary>Names what stands in a cell though it is no equation, and says what to write instead.</summary>
internal static class Findings
{
    public const string NewName = "a name keeps its value: give the new value a name of its own";

    private const string Equations =
        "a cell has equations only: + - * / of vectors, weights and numbers, the functions of RnnGen.Cells.Functions, locals, and calls of static methods of equations";

    private const string Branch = "choose between values with Max, Min or a gate, as in f * a + (1 - f) * b";

    private const string Repeat = "a timestep has a fixed number of equations: write them out, or call a static method for each";

    private const string Method = "write a static method and call that";

    private const string Numbers = "numbers in a cell are literals, const, or static readonly float and double with a constant value";

    private const int MostText = 40;

    /// <summary>What an operation is, as a noun phrase, and what to do about it.</summary>
    public static (string Found, string Advice) Describe(IOperation operation) => operation switch
    {
        IConditionalOperation => (operation.Syntax is IfStatementSyntax ? "an if statement" : "a conditional expression", Branch),
        ISwitchOperation => ("a switch statement", Branch),
        ISwitchExpressionOperation => ("a switch expression", Branch),
        IForEachLoopOperation => ("a foreach loop", Repeat),
        IForLoopOperation => ("a for loop", Repeat),
        ILoopOperation => ("a while loop", Repeat),
        IAssignmentOperation assignment => ($"an assignment to '{Short(assignment.Target)}'", NewName),
        IIncrementOrDecrementOperation change => ($"an assignment to '{Short(change.Target)}'", NewName),
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction } call => ($"a call of the local function '{call.TargetMethod.Name}'", Method),
        ITupleOperation or IInvocationOperation { Type.IsTupleType: true } => ("a tuple as one value", "take it apart: var (a, b) = …"),
        IAnonymousFunctionOperation or IDelegateCreationOperation => ("a lambda or delegate", Method),
        IInvocationOperation call => ($"a call of {Quoted(call.TargetMethod)}", Equations),
        IFieldReferenceOperation field => ($"the field '{field.Field.Name}'", Numbers),
        IPropertyReferenceOperation { Property.IsIndexer: true } => ("an element of a vector or matrix", "equations are about whole vectors; what is true of single values is not theirs"),
        IPropertyReferenceOperation property => ($"the property '{property.Property.Name}'", Equations),
        IConversionOperation conversion => ($"a conversion to '{conversion.Type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'", Equations),
        IObjectCreationOperation creation => ($"a new {creation.Type?.Name}", "what a cell starts with are its parameters: the input, the states and the weights"),
        IArrayCreationOperation or IArrayElementReferenceOperation => ("an array", Equations),
        IBlockOperation => ("a block in braces", "write its equations without the braces"),
        _ => ($"'{Short(operation)}'", Equations),
    };

    /// <summary>A method as messages name it.</summary>
    public static string Quoted(IMethodSymbol method) => $"'{method.ContainingType.Name}.{method.Name}'";

    /// <summary>An argument that is no value of an equation.</summary>
    public static string OfArgument(IParameterSymbol parameter)
    {
        string way = parameter.RefKind is RefKind.None or RefKind.In ? "" : parameter.RefKind.ToString().ToLowerInvariant() + " ";
        return $"an argument for '{way}{parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {parameter.Name}'";
    }

    /// <summary>What is written there, on one line and not too long.</summary>
    private static string Short(IOperation operation)
    {
        string text = string.Join(" ", operation.Syntax.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= MostText ? text : text.Substring(0, MostText - 1) + "…";
    }
}
