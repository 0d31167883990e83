using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers.Checks;

/// <summary>Does the loss fit what comes out of the network?</summary>
internal static class LossCheck
{
    private const string FromLogits = nameof(FromLogits);
    private const string Delta = nameof(Delta);

    public static void Run(AttributeSpec loss, NetworkOutput output, IProblems problems)
    {
        string name = loss.Name("Loss", "MeanSquaredError");
        if (!ArgumentsAreUsed(name, loss, problems) || Probabilities(name) is not { } activation)
            return;

        // The size first: advice on the activation of a single softmax output would only lead to the next error.
        if (activation == Activations.Softmax && output.Shape.Last == 1)
        {
            problems.Report(Descriptors.LossSizeMismatch, "Loss", name, output.Shape);
            return;
        }

        bool fromLogits = loss.Bool(FromLogits);
        string needed = fromLogits ? Activations.Linear : activation;
        if (output.Activation != needed)
        {
            problems.Report(
                Descriptors.LossActivationMismatch, fromLogits ? FromLogits : "Loss", name, output.Describe(),
                Advice(activation, fromLogits, output));
        }
    }

    private static string Advice(string activation, bool fromLogits, NetworkOutput output)
    {
        // A cell's activation is not that of the layer's output: a head is missing.
        if (output.Layer is { NeedsSequence: true })
            return $"a layer after it, for example [Dense(10, Activation = Activation.{(fromLogits ? Activations.Linear : activation)})]";
        return fromLogits
            ? $"Activation.Linear before it because FromLogits = true, or Activation.{activation} without FromLogits"
            : $"Activation.{activation} on the last layer, or Activation.Linear there and FromLogits = true here";
    }

    /// <summary>The activation that gives the probabilities which a cross-entropy compares; null for other losses.</summary>
    private static string? Probabilities(string loss) => loss switch
    {
        Losses.CategoricalCrossentropy or Losses.SparseCategoricalCrossentropy => Activations.Softmax,
        Losses.BinaryCrossentropy => Activations.Sigmoid,
        _ => null,
    };

    private static bool ArgumentsAreUsed(string name, AttributeSpec loss, IProblems problems)
    {
        if (loss.Bool(FromLogits) && Probabilities(name) is null)
        {
            problems.Report(
                Descriptors.LossArgument, FromLogits, FromLogits, true, $"Loss.{name} compares values and not probabilities, so remove it");
            return false;
        }

        if (!loss.Has(Delta))
            return true;
        double delta = loss.Real(Delta);
        string? fault = name != "Huber" ? "only Loss.Huber uses it, so remove it"
            : delta > 0 && !double.IsInfinity(delta) ? null
            : "it must be a finite number greater than 0";
        if (fault is not null)
            problems.Report(Descriptors.LossArgument, Delta, Delta, delta, fault);
        return fault is null;
    }
}
