namespace Nabiya;

/// <summary>The song 나비야 (Butterfly), and how its notes become numbers.</summary>
internal static class Song
{
    public const string Title = "나비야";

    /// <summary>How many notes a network reads to say the next one.</summary>
    public const int Window = 4;

    /// <summary>
    /// The notes a network chooses from: the numbers 0 to 11. The highest number in the song is 11, g8, so a8 and b8
    /// need no place in the output.
    /// </summary>
    public const int Classes = 12;

    /// <summary>The lecture's code2idx: a note's number is its place. Letter: pitch; 4: quarter, 8: eighth.</summary>
    private static readonly string[] Names =
        ["c4", "d4", "e4", "f4", "g4", "a4", "b4", "c8", "d8", "e8", "f8", "g8", "a8", "b8"];

    /// <summary>The lengths of its four phrases, for showing it.</summary>
    public static readonly int[] Phrases = [13, 14, 14, 13];

    /// <summary>The numbers of its 54 notes.</summary>
    public static readonly int[] Notes = Parse(
        """
        g8 e8 e4 f8 d8 d4 c8 d8 e8 f8 g8 g8 g4
        g8 e8 e8 e8 f8 d8 d4 c8 e8 g8 g8 e8 e8 e4
        d8 d8 d8 d8 d8 e8 f4 e8 e8 e8 e8 e8 f8 g4
        g8 e8 e4 f8 d8 d4 c8 e8 g8 g8 e8 e8 e4
        """);

    /// <summary>The notes to be predicted, all but the first four, so 50: the labels of the training data.</summary>
    public static int[] Labels => Notes[Window..];

    /// <summary>
    /// How many of the labels can be told from the four notes before them. Not all, because some windows come back
    /// with another note after them: f8 d8 d4 c8 goes on with d8 the first time and with e8 the other two times. Who
    /// sees only the window can do no better than always say its most frequent continuation.
    /// </summary>
    public static int PredictableFromWindow
        => Enumerable.Range(0, Labels.Length)
            .GroupBy(first => string.Join(' ', Notes.Skip(first).Take(Window)), first => Notes[first + Window])
            .Sum(continuations => continuations.GroupBy(note => note).Max(same => same.Count()));

    public static string Name(int note) => Names[note];

    /// <summary>How many notes of a prediction are right; the first four are given and do not count.</summary>
    public static int CountRight(int[] predicted)
        => predicted[Window..].Zip(Labels).Count(note => note.First == note.Second);

    /// <summary>One feature, as in the lecture: the note's number, scaled to 0…1.</summary>
    public static float[] OneFeature(int note) => [note / 13f];

    /// <summary>
    /// Two features: the pitch c…b as 0…1, and the length, 0 for a quarter and 1 for an eighth. In one number, the
    /// same pitch can be far apart (g4 4/13, g8 11/13), and neighbours have nothing in common (b4 6/13, c8 7/13).
    /// </summary>
    public static float[] TwoFeatures(int note) => [note % 7 / 6f, note / 7];

    private static int[] Parse(string notes)
    {
        string[] names = notes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. names.Select(name => Array.IndexOf(Names, name))];
    }
}
