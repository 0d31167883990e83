using System.Diagnostics;

namespace RnnGen.Reports.Tests;

/// <summary>A headless Chromium with a profile of its own.</summary>
internal sealed class Chromium : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("rnngen-chromium-").FullName;
    private readonly bool _dark;

    public Chromium(bool dark) => _dark = dark;

    /// <summary>The program; null if this machine has none.</summary>
    public static string? Path { get; } = Find();

    /// <summary>Opens a page.</summary>
    /// <returns>The document as it is after loading, and what the browser logged, its console included.</returns>
    public (string Document, string Log) Open(string html)
        => Run(html, "--dump-dom", "--enable-logging=stderr", "--window-size=1280,1000");

    /// <summary>Writes a picture of a page.</summary>
    public void Screenshot(string html, int width, string path)
        => Run(html, $"--screenshot={path}", $"--window-size={Math.Max(500, width)},3000", "--hide-scrollbars");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (string Output, string Log) Run(string html, params string[] arguments)
    {
        string page = System.IO.Path.Combine(_folder, "page.html");
        File.WriteAllText(page, html);
        ProcessStartInfo start = new(Path!) { RedirectStandardOutput = true, RedirectStandardError = true };

        // The page is ours, so the sandbox, which needs rights that containers often lack, protects nobody.
        string[] common =
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            $"--user-data-dir={System.IO.Path.Combine(_folder, "profile")}",
            $"--blink-settings=preferredColorScheme={(_dark ? 0 : 1)}",
        ];
        foreach (string argument in (string[])[.. common, .. arguments, new Uri(page).AbsoluteUri])
            start.ArgumentList.Add(argument);

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), log = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{Path} did not end within {s_patience.TotalSeconds:F0} s.");
        }

        return (output.Result, log.Result);
    }

    private static string? Find()
    {
        string[] names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator);
        return names.SelectMany(name => folders.Select(folder => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}

/// <summary>A theory that needs a Chromium; skipped with the reason where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute()
        => Skip = Chromium.Path is null ? "There is no chromium, chromium-browser, google-chrome or chrome on the PATH." : null;
}
