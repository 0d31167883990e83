using Spectre.Console;

namespace RnnGen.Samples;

/// <summary>The networks of a sample, and which of them were asked for.</summary>
/// <typeparam name="TInput">Type of the input's elements.</typeparam>
/// <typeparam name="TTarget">Type of the target's elements.</typeparam>
public sealed class Catalogue<TInput, TTarget>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    /// <summary>All of them, in the order of the lecture.</summary>
    public required IReadOnlyList<Experiment<TInput, TTarget>> Networks { get; init; }

    /// <summary>What is trained if nothing is asked for.</summary>
    public required IReadOnlyList<Experiment<TInput, TTarget>> Default { get; init; }

    /// <summary>What --all trains; null for all.</summary>
    public IReadOnlyList<Experiment<TInput, TTarget>>? Compared { get; init; }

    /// <summary>The lecture's exercises, by their number: what --exercise trains.</summary>
    public IReadOnlyDictionary<int, Experiment<TInput, TTarget>[]> Exercises { get; init; }
        = new Dictionary<int, Experiment<TInput, TTarget>[]>();

    /// <summary>Reads --model, --all and --exercise.</summary>
    /// <exception cref="UsageException">There is no such network or exercise.</exception>
    public IReadOnlyList<Experiment<TInput, TTarget>> Read(CommandLine commandLine)
    {
        IEnumerable<Experiment<TInput, TTarget>> asked = commandLine.Some("--model", Networks, network => network.Name);
        if (commandLine.Flag("--all"))
            asked = (Compared ?? Networks).Union(asked);
        if (Exercises.Count > 0 && commandLine.Number("--exercise") is int number)
        {
            asked = Exercises.TryGetValue(number, out Experiment<TInput, TTarget>[]? exercise)
                ? asked.Union(exercise)
                : throw new UsageException($"--exercise: there is no {number}; there are {string.Join(", ", Exercises.Keys)}.");
        }

        return asked.Any() ? [.. asked] : Default;
    }

    /// <summary>Shows the names and parameters of all networks if --list asks for it.</summary>
    /// <returns>Whether it was asked for.</returns>
    public bool ShowList(CommandLine commandLine)
    {
        if (!commandLine.Flag("--list"))
            return false;

        commandLine.End();
        Table table = Terminal.NewTable("Name", "Network", "Parameters");
        table.Columns[1].LeftAligned();
        foreach (Experiment<TInput, TTarget> network in Networks)
            table.AddRow(network.Name, Markup.Escape(network.Title), $"{network.Create(0).Description.ParameterCount:N0}");
        Terminal.Screen.Write(table);
        return true;
    }
}
