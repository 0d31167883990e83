using System.Text;

namespace RnnGen;

/// <summary>FNV-1a of 64 bits (Fowler, Noll and Vo): tells texts apart that nobody chose to confuse.</summary>
internal static class Fnv1A
{
    public static ulong Hash(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ value) * 0x100000001B3);
        return hash;
    }
}
