using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Parsing.Cells;

/// <summary>Reads one method of equations: its locals, and what it returns.</summary>
/// <param name="values">What is known of parameters and locals; null for one whose value has a mistake.</param>
internal sealed class MethodReader(EquationList equations, Dictionary<ISymbol, CellExpression?> values)
{
    private readonly ExpressionReader _expressions = new(equations, values);

    /// <summary>The declaration that has the method's body; null where this project does not have its source.</summary>
    public static BaseMethodDeclarationSyntax? BodyOf(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken) =>
        // An editor has the source of a referenced project too, a build does not: what they say must be the same.
        !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)
            ? null
            : (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences
                .Select(reference => reference.GetSyntax(cancellationToken))
                .OfType<BaseMethodDeclarationSyntax>()
                .FirstOrDefault(declaration => declaration.Body is not null || declaration.ExpressionBody is not null);

    /// <summary>Reads a body; what it returns, one value or the elements of a tuple, null where there is a mistake.</summary>
    public IReadOnlyList<CellExpression?>? Read(BaseMethodDeclarationSyntax declaration)
    {
        SemanticModel semantics = equations.Compilation.GetSemanticModel(declaration.SyntaxTree);
        if (semantics.GetOperation(declaration, equations.CancellationToken) is not IMethodBodyOperation body)
            return null;
        foreach (IOperation statement in (body.BlockBody ?? body.ExpressionBody)?.Operations ?? [])
        {
            if (statement is IReturnOperation { ReturnedValue: { } value })
                return _expressions.ReadAll(value);
            Read(statement);
        }

        return null;
    }

    private void Read(IOperation statement)
    {
        switch (statement)
        {
            case IVariableDeclarationGroupOperation group:
                foreach (IVariableDeclaratorOperation variable in group.Declarations.SelectMany(declaration => declaration.Declarators))
                    Declare(variable);
                break;
            case IExpressionStatementOperation { Operation: IDeconstructionAssignmentOperation assignment }:
                Deconstruct(assignment);
                break;
            case IExpressionStatementOperation expression:
                equations.Report(expression.Operation);
                break;
            case IEmptyOperation or ILocalFunctionOperation: // a local function has its mistake where it is called
                break;
            default:
                equations.Report(statement);
                break;
        }
    }

    private void Declare(IVariableDeclaratorOperation variable)
    {
        ILocalSymbol local = variable.Symbol;
        values[local] = null;
        if (variable.GetVariableInitializer() is not { } initializer)
            equations.Report(variable, $"the variable '{local.Name}' without a value", "give it its value where it is declared");
        else if (local.IsRef)
            equations.Report(variable, $"the reference '{local.Name}'", "declare it as a value: var " + local.Name);
        else if (_expressions.Read(initializer.Value) is { } value)
            values[local] = equations.Bind(local.Name, value);
    }

    /// <summary><c>var (i, f) = Gates(…);</c></summary>
    private void Deconstruct(IDeconstructionAssignmentOperation assignment)
    {
        IOperation target = assignment.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : assignment.Target;
        IOperation[] elements = [.. ((ITupleOperation)target).Elements
            .Select(element => element is IDeclarationExpressionOperation single ? single.Expression : element)];
        IEnumerable<(ILocalSymbol Symbol, int Index)> locals = elements
            .Select((element, index) => ((element as ILocalReferenceOperation)?.Local!, index)).Where(local => local.Item1 is not null);
        foreach ((ILocalSymbol local, _) in locals)
            values[local] = null;
        if (elements.FirstOrDefault(element => element is not (ILocalReferenceOperation { IsDeclaration: true } or IDiscardOperation)) is { } other)
        {
            equations.Report(other, $"an assignment to '{other.Syntax}'", Findings.NewName);
            return;
        }

        IReadOnlyList<CellExpression?>? parts = _expressions.ReadAll(assignment.Value);
        foreach ((ILocalSymbol local, int i) in locals)
        {
            if (parts is not null && i < parts.Count && parts[i] is { } value)
                values[local] = equations.Bind(local.Name, value);
        }
    }
}
