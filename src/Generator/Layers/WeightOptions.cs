using System.Globalization;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Ir;
using RnnGen.Generator.Specs;

namespace RnnGen.Generator.Layers;

/// <summary>The initializer and regularizer options that each weight of a layer has: KernelInitializer, BiasRegularizer …</summary>
internal static class WeightOptions
{
    private const double KerasDefaultFactor = 0.01;

    /// <summary>How many arguments an initializer takes at most.</summary>
    private static readonly Dictionary<string, int> s_initializerArguments = new()
    {
        ["Constant"] = 1,
        ["Orthogonal"] = 1,
        ["Identity"] = 1,
        ["RandomNormal"] = 2,
        ["RandomUniform"] = 2,
        ["TruncatedNormal"] = 2,
    };

    /// <summary>How a weight begins, which does not concern a training that has begun: it is no setting.</summary>
    public static Initialization Initialization(Options options, string weight, string initializer, int onesStart = 0, int onesCount = 0) => new(
        options.Spec.Name(weight + "Initializer", initializer), [.. options.Spec.Reals(weight + "InitializerArguments")], onesStart, onesCount);

    public static Penalty? Penalty(Options options, string weight)
    {
        EquatableArray<double> factors = options.Reals(weight + "RegularizerArguments", KerasDefaultFactor);
        return options.Name(weight + "Regularizer", "None") switch
        {
            "L1" => new Penalty(factors[0], 0),
            "L2" => new Penalty(0, factors[0]),
            "L1L2" => new Penalty(factors[0], factors[1]),
            _ => null,
        };
    }

    /// <summary>Checks the options of weights, given their names and how many axes they have; false when a problem was reported.</summary>
    public static bool Check(Layer layer, IProblems problems, params (string Name, int Axes)[] weights)
    {
        bool valid = true;
        foreach ((string weight, int axes) in weights)
        {
            valid &= CheckAxes(layer.Options.Spec, problems, weight, axes) && Check(layer.Options.Spec, problems, weight, weight switch
            {
                "Bias" or "Beta" or "MovingMean" => "Zeros",
                "Gamma" or "MovingVariance" => "Ones",
                "Recurrent" => "Orthogonal",
                "Embeddings" => "RandomUniform",
                _ => "GlorotUniform",
            });
        }

        return valid;
    }

    /// <summary>Two initializers make matrices: an orthogonal one may be cut into more axes, as Keras does, the identity not.</summary>
    public static bool HasAxesFor(string initializer, int axes) => initializer switch
    {
        "Orthogonal" => axes >= 2,
        "Identity" => axes == 2,
        _ => true,
    };

    private static bool CheckAxes(AttributeSpec spec, IProblems problems, string weight, int axes)
    {
        string argument = weight + "Initializer", initializer = spec.Name(argument, "");
        if (HasAxesFor(initializer, axes))
            return true;
        string found = axes == 1 ? "for a vector" : $"for a weight of {axes.ToString(CultureInfo.InvariantCulture)} axes";
        problems.Report(Descriptors.InitializerArguments, argument, spec.Kind, argument, found, initializer, "a matrix; use another initializer");
        return false;
    }

    /// <summary>Checks the options of one weight.</summary>
    /// <param name="otherwise">The initializer that it has when none is given.</param>
    public static bool Check(AttributeSpec spec, IProblems problems, string weight, string otherwise) =>
        CheckInitializer(spec, problems, weight, otherwise) & CheckRegularizer(spec, problems, weight);

    private static bool CheckInitializer(AttributeSpec spec, IProblems problems, string weight, string otherwise)
    {
        string argument = weight + "InitializerArguments";
        EquatableArray<double> values = spec.Reals(argument);
        if (values.Count == 0)
            return true;

        string initializer = spec.Name(weight + "Initializer", otherwise);
        int most = s_initializerArguments.TryGetValue(initializer, out int count) ? count : 0;
        bool ordered = values.Count < 2 || initializer switch
        {
            "RandomNormal" or "TruncatedNormal" => values[1] >= 0,
            "RandomUniform" => values[0] <= values[1],
            _ => true,
        };
        if (values.Count <= most && ordered && values.All(IsFinite))
            return true;

        string wanted = initializer switch
        {
            "Constant" => "one finite number: the value",
            "Orthogonal" or "Identity" => "one finite number: the gain",
            "RandomUniform" => "up to two finite numbers: the minimum and the maximum, in that order",
            "RandomNormal" or "TruncatedNormal" => "up to two finite numbers: the mean and the standard deviation, which is not negative",
            _ => "no arguments",
        };
        problems.Report(Descriptors.InitializerArguments, argument, spec.Kind, argument, List(values), initializer, wanted);
        return false;
    }

    private static bool CheckRegularizer(AttributeSpec spec, IProblems problems, string weight)
    {
        string argument = weight + "RegularizerArguments";
        string regularizer = spec.Name(weight + "Regularizer", "None");
        EquatableArray<double> values = spec.Reals(argument);
        bool countFits = regularizer switch
        {
            "None" => values.Count == 0,
            "L1L2" => values.Count == 2,
            _ => values.Count <= 1,
        };
        if (countFits && values.All(value => IsFinite(value) && value >= 0))
            return true;

        string wanted = regularizer switch
        {
            "None" => "no arguments",
            "L1L2" => "two finite numbers that are not negative: the factors l1 and l2",
            _ => "one finite number that is not negative: the factor",
        };
        problems.Report(
            Descriptors.RegularizerArguments, spec.Has(argument) ? argument : weight + "Regularizer",
            spec.Kind, argument, List(values), regularizer, wanted);
        return false;
    }

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    private static string List(EquatableArray<double> values) =>
        values.Count == 0 ? "missing" : $"[{string.Join(", ", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]";
}
