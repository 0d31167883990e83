using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Parsing;

/// <summary>What parsing says of one class under <c>[Model]</c>.</summary>
/// <param name="Model">What to generate; null when nothing can be added to the class.</param>
/// <param name="Problems">What is wrong, with source locations.</param>
/// <param name="Name">Where the class's name stands, for problems that are found later.</param>
/// <param name="Weights">Where <c>[Weights]</c> stands, for the same; null if there is none.</param>
internal sealed record ParseResult(ModelSpec? Model, EquatableArray<Problem> Problems, Location Name, Location? Weights = null);
