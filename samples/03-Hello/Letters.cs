namespace Hello;

/// <summary>The lecture's vocabulary, and the word that the network learns.</summary>
internal static class Letters
{
    /// <summary>How many there are: a network reads and says vectors of this length.</summary>
    public const int Count = 5;

    /// <summary>Timesteps: the letters of the word.</summary>
    public const int Steps = 5;

    public const string Word = "hello";

    /// <summary>The lecture's idx2char. A letter's number is its place.</summary>
    public static readonly string[] Names = ["h", "e", "l", "o", "<EOS>"];

    /// <summary>What the network reads: h e l l o.</summary>
    public static readonly int[] Input = [0, 1, 2, 2, 3];

    /// <summary>What it is to say: at each letter the one that follows, e l l o and the end.</summary>
    public static readonly int[] Target = [1, 2, 2, 3, 4];

    /// <summary>The lecture's char2vec: 1 at the letter's place, else 0.</summary>
    public static float[] OneHot(int letter)
    {
        float[] vector = new float[Count];
        vector[letter] = 1;
        return vector;
    }

    /// <summary>Letters with blanks between.</summary>
    public static string Text(IEnumerable<int> letters) => string.Join(' ', letters.Select(letter => Names[letter]));
}
