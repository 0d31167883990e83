namespace RnnGen.Generator.Tests.Infrastructure;

/// <summary>Code of a user around a model, for the tests' sources.</summary>
internal static class UserCode
{
    /// <summary>
    /// A class that uses everything a model has. It compiles with a correct model, and with the skeleton of a wrong one:
    /// one mistake must not become ten errors.
    /// </summary>
    /// <param name="model">The model's type.</param>
    /// <param name="layer">A layer with weights, as a property of the model.</param>
    /// <param name="target">The element type of the targets; null for a model without a loss.</param>
    /// <param name="input">The element type of the input.</param>
    /// <param name="weight">A weight of the layer.</param>
    public static string Using(string model, string? layer = "Dense", string? target = "float", string input = "float", string weight = "Kernel") =>
        $$"""

        static class Uses
        {
            public static int Everything()
            {
                var model = new {{model}}(seed: 1);
                Console.WriteLine({{model}}.Summary);
                int size = {{model}}.ParameterCount + {{model}}.InputSize + {{model}}.OutputSize + {{model}}.Batch;
                size += {{model}}.InputShape.Length + {{model}}.OutputShape.Length;
                size += model.Parameters.Length + model.Gradients.Length;
                size += model.Predict(new {{input}}[8]).Length;
                model.ResetStates();
                {{(layer is null ? "" : $"size += model.{layer}.{weight}.Rank + model.{layer}.{weight}Gradient.Rank;")}}
                {{(target is null ? "" : $"""
                var history = model.Fit(new {input}[8], new {target}[8], new Adam(1e-3f), epochs: 1);
                var test = model.Evaluate(new {input}[8], new {target}[8]);
                float loss = model.TrainOnBatch(new {input}[8], new {target}[8], new Adam());
                Console.WriteLine(history["loss"][0] + test.Loss + loss);
                """)}}
                return size;
            }
        }
        """;
}
