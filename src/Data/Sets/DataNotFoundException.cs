namespace RnnGen.Data;

/// <summary>
/// A data set is in none of the places where it is looked for and could not be downloaded. The message is one line: where
/// it was looked for, and which files to put where.
/// </summary>
public sealed class DataNotFoundException : IOException
{
    internal DataNotFoundException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
