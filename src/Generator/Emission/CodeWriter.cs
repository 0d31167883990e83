using System.Text;

namespace RnnGen.Generator.Emission;

/// <summary>Writes indented C#: lines end with a line feed on every platform, and comments are aligned at the right.</summary>
internal sealed class CodeWriter
{
    private const int IndentSize = 4;

    /// <summary>The column in which trailing shapes and comments begin.</summary>
    private const int CommentColumn = 88;

    private readonly StringBuilder _text = new();
    private int _indent;

    /// <summary>Writes a line, or several, at the current indentation.</summary>
    public void Line(string text = "")
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.Length > 0)
                _text.Append(' ', _indent * IndentSize).Append(line);
            _text.Append('\n');
        }
    }

    /// <summary>Writes a line with a comment that is aligned with those around it.</summary>
    public void Line(string text, string comment)
    {
        int gap = Math.Max(1, CommentColumn - (_indent * IndentSize) - text.Length);
        Line(text + new string(' ', gap) + "// " + comment);
    }

    /// <summary>Writes an equation as a comment, its shape aligned at the right.</summary>
    public void Equation(string equation, string shape)
    {
        string text = "// " + equation;
        int gap = Math.Max(2, CommentColumn - (_indent * IndentSize) - text.Length);
        Line(text + new string(' ', gap) + shape);
    }

    /// <summary>Opens a block in braces; disposing the result closes it.</summary>
    public BlockScope Block(string header = "")
    {
        if (header.Length > 0)
            Line(header);
        Line("{");
        _indent++;
        return new BlockScope(this, "}");
    }

    /// <summary>Indents what is written until the result is disposed.</summary>
    public BlockScope Indent()
    {
        _indent++;
        return new BlockScope(this, close: null);
    }

    public override string ToString() => _text.ToString();

    /// <summary>The end of a block; the default one ends nothing.</summary>
    internal readonly struct BlockScope(CodeWriter? writer, string? close) : IDisposable
    {
        public void Dispose()
        {
            if (writer is null)
                return;
            writer._indent--;
            if (close is not null)
                writer.Line(close);
        }
    }
}
