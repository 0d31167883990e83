namespace RnnGen.Generator.Specs;

/// <summary>An attribute as written: its kind ("LSTM") and the arguments the user gave, by property name.</summary>
internal sealed record AttributeSpec(string Kind, EquatableArray<ArgumentSpec> Arguments)
{
    public bool Has(string name) => Find(name) is not null;

    public int Int(string name, int otherwise = 0) => Find(name) is IntegerValue value ? value.Value : otherwise;

    public double Real(string name, double otherwise = 0) => Find(name) switch
    {
        RealValue value => value.Value,
        IntegerValue value => value.Value,
        _ => otherwise,
    };

    public bool Bool(string name, bool otherwise = false) => Find(name) is BooleanValue value ? value.Value : otherwise;

    /// <summary>The name of the enum member given.</summary>
    public string Name(string name, string otherwise) => Find(name) is NameValue value ? value.Value : otherwise;

    public string Text(string name) => Find(name) is TextValue value ? value.Value : "";

    public EquatableArray<int> Ints(string name) => Find(name) is IntegersValue value ? value.Values : default;

    public EquatableArray<double> Reals(string name) => Find(name) is RealsValue value ? value.Values : default;

    /// <summary>The cell that a type stands for.</summary>
    public CellSpec? Cell(string name) => Find(name) is CellValue value ? value.Cell : null;

    /// <summary>The same attribute with an argument added or changed.</summary>
    public AttributeSpec With(string name, ArgumentValue value) =>
        this with { Arguments = Arguments.Where(argument => argument.Name != name).Append(new ArgumentSpec(name, value)).ToEquatableArray() };

    private ArgumentValue? Find(string name)
    {
        foreach (ArgumentSpec argument in Arguments)
        {
            if (argument.Name == name)
                return argument.Value;
        }

        return null;
    }
}

/// <param name="Name">The property's name; a constructor parameter stands under the property it sets (<c>units</c> → <c>Units</c>).</param>
internal sealed record ArgumentSpec(string Name, ArgumentValue Value);

/// <summary>The value of an attribute argument.</summary>
internal abstract record ArgumentValue;

internal sealed record IntegerValue(int Value) : ArgumentValue;

internal sealed record RealValue(double Value) : ArgumentValue;

internal sealed record BooleanValue(bool Value) : ArgumentValue;

internal sealed record TextValue(string Value) : ArgumentValue;

/// <summary>An enum member, by its name: specs do not depend on the numbers behind it.</summary>
internal sealed record NameValue(string Value) : ArgumentValue;

internal sealed record IntegersValue(EquatableArray<int> Values) : ArgumentValue;

internal sealed record RealsValue(EquatableArray<double> Values) : ArgumentValue;

/// <summary>The equations of a cell, given by the class that has them.</summary>
internal sealed record CellValue(CellSpec Cell) : ArgumentValue;
