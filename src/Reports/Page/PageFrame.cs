namespace RnnGen.Reports;

/// <summary>What all pages have in common. A page needs no script, and nothing but itself.</summary>
internal static class PageFrame
{
    /// <summary>Light or dark as the reader's system is; two columns of figures where there is room, one on a phone.</summary>
    private const string Style = """
        :root {
          color-scheme: light dark;
          --paper: #fff; --ink: #1f2328; --faint: #59636e; --line: #d8dee4;
          --c0: #0b62d6; --c1: #bc4c00; --c2: #1a7f37; --c3: #8250df;
          --hit: #0b62d6; --miss: #d1480c; --on: #fff;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #0f141a; --ink: #e6edf3; --faint: #9aa7b4; --line: #2d353e;
            --c0: #6cb0ff; --c1: #ffa657; --c2: #6fdd8b; --c3: #c8a3ff;
            --hit: #3f8cf0; --miss: #f0793a; --on: #0b0f14;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0 auto; max-width: 62rem; padding: 1.25rem 1rem 4rem; overflow-wrap: anywhere;
          background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif;
        }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
        h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
        p { max-width: 44rem; margin: .5rem 0; white-space: pre-line; }
        pre, .wide { overflow-x: auto; }
        pre { font: .8rem/1.35 ui-monospace, monospace; margin: .5rem 0; overflow-wrap: normal; }
        dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: .5rem 0; }
        dt, figcaption, summary, .key { color: var(--faint); font-size: .85rem; }
        dd { margin: 0; font-size: 1.1rem; font-variant-numeric: tabular-nums; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem 2rem; }
        .figures > :only-child { max-width: 34rem; }
        figure { margin: 0; min-width: 0; }
        figcaption { margin-bottom: .25rem; }
        svg { display: block; width: 100%; height: auto; }
        svg text { fill: var(--faint); }
        svg[role] { font-family: system-ui, sans-serif; }
        .end { text-anchor: end; }
        .middle { text-anchor: middle; }
        .grid { stroke: var(--line); stroke-width: 1; }
        .line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
        path.c1 { stroke-dasharray: 6 4; }
        path.dense { stroke-width: 1; stroke-dasharray: none; opacity: .85; }
        .c0 { stroke: var(--c0); } .c1 { stroke: var(--c1); } .c2 { stroke: var(--c2); } .c3 { stroke: var(--c3); }
        circle.line { fill: var(--paper); stroke-width: 1.5; }
        .key { margin-left: .75rem; white-space: nowrap; }
        .key svg { display: inline-block; width: 24px; vertical-align: middle; margin-right: .35rem; }
        .hit { fill: var(--hit); } .miss { fill: var(--miss); } .none { fill: var(--line); }
        svg .count { fill: var(--ink); } svg .count.on { fill: var(--on); }
        .images {
          display: grid; grid-template-columns: repeat(auto-fill, minmax(5.5rem, 1fr)); gap: .75rem;
          margin: 0; padding: 0; list-style: none;
        }
        .images img { display: block; width: 100%; height: auto; image-rendering: pixelated; border-radius: 3px; }
        .images li { color: var(--faint); font-size: .85rem; line-height: 1.3; }
        .images .wrong { color: var(--c1); font-weight: 600; }
        details { margin: .5rem 0; }
        table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
        th, td { padding: .15rem .75rem .15rem 0; text-align: right; border-bottom: 1px solid var(--line); }
        th:first-child { text-align: left; }
        th { font-weight: 500; color: var(--faint); }
        """;

    /// <summary>A whole page.</summary>
    /// <param name="title">Its title, as text.</param>
    /// <param name="body">What stands below the title, as HTML.</param>
    public static string Page(string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="generator" content="RnnGen.Reports"/>
        <link rel="icon" href="data:,"/>
        <title>{Html.Text(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <h1>{Html.Text(title)}</h1>
        {body}
        </body>
        </html>

        """.ReplaceLineEndings("\n");
}
