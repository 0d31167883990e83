namespace RnnGen;

/// <summary>
/// Philox4x32-10, a counter-based generator: each block of four numbers is a function of a 128-bit counter and a 64-bit
/// key alone. Any part of a stream can be computed on its own and in any order, so results do not depend on threads.
/// </summary>
/// <remarks>
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC'11).
/// </remarks>
internal static class Philox
{
    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>The four numbers of one counter value.</summary>
    public static Block Compute(Block counter, uint key0, uint key1)
    {
        (uint c0, uint c1, uint c2, uint c3) = counter;
        unchecked
        {
            for (int round = 0; round < Rounds; round++)
            {
                ulong product0 = (ulong)Multiplier0 * c0;
                ulong product1 = (ulong)Multiplier1 * c2;
                c0 = (uint)(product1 >> 32) ^ c1 ^ key0;
                c1 = (uint)product1;
                c2 = (uint)(product0 >> 32) ^ c3 ^ key1;
                c3 = (uint)product0;
                key0 += Weyl0;
                key1 += Weyl1;
            }
        }

        return new Block(c0, c1, c2, c3);
    }

    /// <summary>128 bits, from the least significant word on.</summary>
    internal readonly record struct Block(uint Word0, uint Word1, uint Word2, uint Word3);
}
