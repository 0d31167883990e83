using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Parsing.Cells;

/// <summary>Reads expressions over vectors, weights and numbers, as the compiler has bound them.</summary>
/// <param name="values">What is known of parameters and locals; null for one whose value has a mistake.</param>
internal sealed class ExpressionReader(EquationList equations, Dictionary<ISymbol, CellExpression?> values)
{
    private const string InThisProject =
        "a cell may call the functions of RnnGen.Cells.Functions and static methods of equations in the same project";

    /// <summary>The elements of a tuple, or the one value.</summary>
    public IReadOnlyList<CellExpression?>? ReadAll(IOperation operation)
    {
        operation = WithoutConversion(operation);
        return operation switch
        {
            ITupleOperation tuple => [.. tuple.Elements.Select(Read)],
            IInvocationOperation call => Call(call),
            _ => [Read(operation)],
        };
    }

    /// <summary>One value; null where there is a mistake, which has been reported.</summary>
    public CellExpression? Read(IOperation operation) => equations.Nested(operation, ReadNow);

    private CellExpression? ReadNow(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true } constant)
            return Number(operation, constant.Value);
        switch (operation)
        {
            case ILocalReferenceOperation local:
                return Value(operation, local.Local);
            case IParameterReferenceOperation parameter:
                return Value(operation, parameter.Parameter);
            case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } field:
                return Constant(field);
            case IFieldReferenceOperation { Instance.Type.IsTupleType: true }:
                return null; // the tuple is the mistake, where it comes from
            case IConversionOperation conversion:
                return Convert(conversion);
            case IUnaryOperation unary:
                return Unary(unary);
            case IBinaryOperation binary:
                return Binary(binary);
            case IInvocationOperation { Type.IsTupleType: false } call:
                return Call(call)?.Single();
            default:
                equations.Report(operation);
                return null;
        }
    }

    private CellExpression? Value(IOperation operation, ISymbol symbol)
    {
        if (!values.TryGetValue(symbol, out CellExpression? value))
            equations.Report(operation);
        // Each use is an expression of its own, with a place of its own.
        return value is null ? null : equations.At(operation, value with { });
    }

    private CellExpression? Number(IOperation operation, object? constant)
    {
        if (constant is float or double or int or uint or long or ulong or short or ushort or byte or sbyte)
            return Number(operation, System.Convert.ToDouble(constant, CultureInfo.InvariantCulture));
        equations.Report(operation);
        return null;
    }

    /// <summary>A number that is finite as a float, too.</summary>
    private CellExpression? Number(IOperation operation, double value)
    {
        if (!float.IsNaN((float)value) && !float.IsInfinity((float)value))
            return equations.At(operation, new CellNumber(value));
        equations.Report(
            operation, $"the number {value.ToString(CultureInfo.InvariantCulture)}", "numbers must be finite, below 3.4e38 in magnitude");
        return null;
    }

    /// <summary>A <c>static readonly</c> field that begins with a constant.</summary>
    private CellExpression? Constant(IFieldReferenceOperation operation)
    {
        IFieldSymbol field = operation.Field;
        ExpressionSyntax? initializer = !CellTypes.IsNumber(field.Type) ? null : field.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(equations.CancellationToken))
            .OfType<VariableDeclaratorSyntax>().FirstOrDefault()?.Initializer?.Value;
        if (initializer is not null
            && SymbolEqualityComparer.Default.Equals(field.ContainingAssembly, equations.Compilation.Assembly)
            && equations.Compilation.GetSemanticModel(initializer.SyntaxTree).GetConstantValue(initializer, equations.CancellationToken)
                is { HasValue: true } constant)
        {
            return Number(operation, constant.Value);
        }

        equations.Report(operation);
        return null;
    }

    private static IOperation WithoutConversion(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null, IsImplicit: true } conversion)
            operation = conversion.Operand;
        return operation;
    }

    /// <summary>Conversions between real numbers, and from a weight to the vector that it is.</summary>
    private CellExpression? Convert(IConversionOperation conversion)
    {
        bool keepsValue = conversion.OperatorMethod is null && conversion.Type is { } type
            && (CellTypes.IsNumber(type) || CellTypes.RoleOf(type) is not null || CellTypes.IsMatrix(type));
        if (keepsValue)
            return Read(conversion.Operand);
        equations.Report(conversion);
        return null;
    }

    private CellExpression? Unary(IUnaryOperation unary)
    {
        if (unary.OperatorKind != UnaryOperatorKind.Minus)
        {
            equations.Report(unary);
            return null;
        }

        return Read(unary.Operand) switch
        {
            null => null,
            CellNumber number => Number(unary, -number.Value),
            { } operand => equations.At(unary, new CellNegation(operand)),
        };
    }

    private CellExpression? Binary(IBinaryOperation binary)
    {
        CellOperator? kind = binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => CellOperator.Add,
            BinaryOperatorKind.Subtract => CellOperator.Subtract,
            BinaryOperatorKind.Multiply => CellOperator.Multiply,
            BinaryOperatorKind.Divide => CellOperator.Divide,
            _ => null,
        };
        bool isOurs = binary.OperatorMethod is { ContainingType: var owner } && (CellTypes.IsVector(owner) || CellTypes.IsMatrix(owner));
        bool isNumber = binary is { OperatorMethod: null, Type: { } type } && CellTypes.IsNumber(type);
        if (kind is null || !(isOurs || isNumber))
        {
            equations.Report(binary);
            return null;
        }

        // Both sides are read even when one has a mistake: each mistake is reported.
        CellExpression? left = Read(binary.LeftOperand), right = Read(binary.RightOperand);
        if (left is null || right is null)
            return null;
        if (isNumber)
            return Fold(binary, kind.Value, ((CellNumber)left).Value, ((CellNumber)right).Value);
        if (kind == CellOperator.Divide && right is CellNumber { Value: var divisor } && (float)divisor == 0)
        {
            equations.Report(binary, "a division by zero", "whatever is divided, the result is no number");
            return null;
        }

        if (CellTypes.IsMatrix(binary.OperatorMethod!.ContainingType))
            kind = CellOperator.Product;
        return equations.At(binary, new CellOperation(kind.Value, left, right));
    }

    private CellExpression? Fold(IBinaryOperation binary, CellOperator kind, double left, double right)
    {
        double value = kind switch
        {
            CellOperator.Add => left + right,
            CellOperator.Subtract => left - right,
            CellOperator.Multiply => left * right,
            _ => left / right,
        };
        return Number(binary, binary.Type!.SpecialType == SpecialType.System_Single ? (float)value : value);
    }

    private IReadOnlyList<CellExpression?>? Call(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (CellTypes.IsFunctions(method.ContainingType))
        {
            CellExpression?[] arguments = [.. call.Arguments.Select(argument => Read(argument.Value))];
            return arguments.Contains(null)
                ? null
                : [equations.At(call, new CellCall(method.Name, arguments.Select(argument => argument!).ToEquatableArray()))];
        }

        if (method is not { MethodKind: MethodKind.Ordinary, IsStatic: true, IsGenericMethod: false, ContainingType.IsGenericType: false })
        {
            equations.Report(call);
            return null;
        }

        if (MethodReader.BodyOf(method, equations.Compilation, equations.CancellationToken) is not { } declaration)
        {
            equations.Report(call, $"a call of {Findings.Quoted(method)}, whose source is not part of this project", InThisProject);
            return null;
        }

        return Inline(call, declaration);
    }

    /// <summary>Writes the equations of a method out in the place of its call.</summary>
    private IReadOnlyList<CellExpression?>? Inline(IInvocationOperation call, BaseMethodDeclarationSyntax declaration)
    {
        IMethodSymbol method = call.TargetMethod.PartialImplementationPart ?? call.TargetMethod;
        var inner = new Dictionary<ISymbol, CellExpression?>(SymbolEqualityComparer.Default);
        foreach (IArgumentOperation argument in call.Arguments)
        {
            IParameterSymbol parameter = argument.Parameter!;
            bool isValue = parameter.RefKind is RefKind.None or RefKind.In
                && (CellTypes.IsNumber(parameter.Type) || CellTypes.RoleOf(parameter.Type) is not null);
            if (!isValue)
                equations.Report(argument, Findings.OfArgument(parameter), "methods of equations take vectors, weights, float and double, all by value");
            CellExpression? value = isValue ? Read(argument.Value) : null;
            inner[method.Parameters[parameter.Ordinal]] = value is null ? null : equations.Bind(parameter.Name, value);
        }

        if (!equations.Enter(method))
        {
            equations.Report(call, $"a call of {Findings.Quoted(method)} within itself", "a timestep has a fixed number of equations; write them out");
            return null;
        }

        IReadOnlyList<CellExpression?>? results = new MethodReader(equations, inner).Read(declaration);
        equations.Leave();
        return results;
    }
}
