using Spectre.Console;

namespace RnnGen.Samples;

/// <summary>What is shown: in colour on a terminal, plain lines when the output is redirected.</summary>
public static class Terminal
{
    private static readonly Lazy<IAnsiConsole> s_console = new(
        () => Console.IsOutputRedirected ? PlainConsole() : AnsiConsole.Console);

    /// <summary>The console.</summary>
    public static IAnsiConsole Screen => s_console.Value;

    /// <summary>A line of text.</summary>
    public static void WriteLine(string text = "") => Screen.Profile.Out.Writer.WriteLine(text);

    /// <summary>A line across the screen with a text in it.</summary>
    public static void Heading(string text)
    {
        Screen.WriteLine();
        Screen.Write(new Rule($"[bold]{Markup.Escape(text)}[/]").LeftJustified());
        Screen.WriteLine();
    }

    /// <summary>The table of a model's layers, as Keras shows it.</summary>
    public static void Summary(Model model) => WriteLine(model.Description.Summary.TrimEnd());

    /// <summary>A table whose first column is text and whose others are numbers.</summary>
    public static Table NewTable(params ReadOnlySpan<string> headings)
    {
        var table = new Table { Border = TableBorder.Horizontal };
        for (int i = 0; i < headings.Length; i++)
        {
            var column = new TableColumn(Markup.Escape(headings[i]));
            table.AddColumn(i == 0 ? column : column.RightAligned().NoWrap());
        }

        return table;
    }

    /// <summary>Writes no colours, which Spectre.Console else does even to a file when on a CI server.</summary>
    private static IAnsiConsole PlainConsole()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = 100;
        return console;
    }
}
