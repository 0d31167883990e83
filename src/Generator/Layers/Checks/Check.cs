using RnnGen.Generator.Diagnostics;

namespace RnnGen.Generator.Layers.Checks;

/// <summary>The checks that several layers share; each returns false after it has reported a problem.</summary>
internal static class Check
{
    public static bool Positive(Layer layer, IProblems problems, string argument)
    {
        int value = layer.Options.Spec.Int(argument);
        if (value > 0)
            return true;
        problems.Report(Descriptors.NotPositive, argument, layer.Kind, argument, value);
        return false;
    }

    /// <summary>A number that fits, or a message of why it does not.</summary>
    public static bool Number(Layer layer, IProblems problems, string argument, double value, bool fits, string wanted)
    {
        if (!fits)
            problems.Report(Descriptors.LayerArgument, argument, layer.Kind, argument, value, wanted);
        return fits;
    }

    public static bool Rate(Layer layer, IProblems problems, string argument)
    {
        double rate = layer.Options.Spec.Real(argument);
        if (rate is >= 0 and < 1)
            return true;
        problems.Report(Descriptors.RateOutOfRange, argument, layer.Kind, argument, rate);
        return false;
    }
}
