using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Specs;
using RnnGen.Generator.Tests.Infrastructure;

namespace RnnGen.Generator.Tests;

/// <summary>The guard that every test of the generator relies on does see what it must not miss.</summary>
public sealed class ObjectGraphTests
{
    [Fact]
    public void Finds_a_location_inside_a_record()
    {
        Location location = GeneratorHarness.Parse("class A;", "User0.cs").GetRoot().GetLocation();

        string? found = ObjectGraph.FindForbidden(Problem.Create(Descriptors.NoLayers, location, "A"));

        Assert.Contains("Location", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_a_symbol_in_an_array() =>
        Assert.NotNull(ObjectGraph.FindForbidden(new object[] { "a", 1, new object[] { GeneratorHarness.Compilation().Assembly } }));

    [Fact]
    public void Finds_a_compilation() => Assert.NotNull(ObjectGraph.FindForbidden(new { Inner = GeneratorHarness.Compilation() }));

    [Fact]
    public void Accepts_plain_values() => Assert.Null(ObjectGraph.FindForbidden(
        new AttributeSpec("Dense", new([new ArgumentSpec("Units", new IntegerValue(3)), new ArgumentSpec("X", new RealsValue(new([1.5])))]))));
}
