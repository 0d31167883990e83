namespace RnnGen;

/// <summary>
/// Bakes a trained weight file into the program: the model starts with these weights, and needs no file where it runs.
/// </summary>
/// <remarks>
/// The project names the file, from where it becomes a resource of the assembly:
/// <code>
/// &lt;RnnGenWeights Include="mnist.safetensors" /&gt;
/// </code>
/// It must be a .safetensors file as <c>SaveWeights</c> writes it; that it fits the model is checked when the project is
/// built. The model reads the weights where they lie in the program, without a copy; training, and whatever else can write
/// to them, takes a copy first.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class WeightsAttribute : Attribute
{
    /// <summary>Names the file.</summary>
    /// <param name="file">The end of its path, from a folder's name on: <c>mnist.safetensors</c>, <c>models/mnist.safetensors</c>.</param>
    public WeightsAttribute(string file) => File = file;

    /// <summary>The end of the file's path.</summary>
    public string File { get; }
}
