using System.Buffers.Binary;

namespace RnnGen;

/// <summary>CRC-32 as zip and PNG have it (the reflected polynomial 0xEDB88320).</summary>
internal struct Crc32
{
    /// <summary>
    /// How many bytes are looked up at once (slicing, Kounavis and Berry 2005): their look-ups do not wait for each other,
    /// as those of single bytes do.
    /// </summary>
    private const int Slice = 16;

    /// <summary>At 256·n + byte: the checksum of a byte with n zeros after it; that of a slice is the XOR of its bytes'.</summary>
    private static readonly uint[] s_table = MakeTable();

    private uint _value;

    /// <summary>The checksum of all bytes so far.</summary>
    public readonly uint Value => _value;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~_value;
        for (; bytes.Length >= Slice; bytes = bytes[Slice..])
            crc = Word(bytes, 0, crc) ^ Word(bytes, 4, 0) ^ Word(bytes, 8, 0) ^ Word(bytes, 12, 0);
        foreach (byte value in bytes)
            crc = (crc >> 8) ^ s_table[(byte)crc ^ value];
        _value = ~crc;
    }

    /// <summary>What four bytes of a slice add to the checksum.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="at">Where in it they begin.</param>
    /// <param name="crc">The checksum before, which the first four bytes take up; 0 for the others.</param>
    private static uint Word(ReadOnlySpan<byte> slice, int at, uint crc)
    {
        uint word = BinaryPrimitives.ReadUInt32LittleEndian(slice[at..]) ^ crc;
        ReadOnlySpan<uint> table = s_table.AsSpan((Slice - 4 - at) * 256, 4 * 256);
        return table[3 * 256 + (byte)word] ^ table[2 * 256 + (byte)(word >> 8)] ^ table[256 + (byte)(word >> 16)] ^ table[(int)(word >> 24)];
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[Slice * 256];
        for (uint value = 0; value < 256; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            table[value] = crc;
        }

        for (int i = 256; i < table.Length; i++)
            table[i] = (table[i - 256] >> 8) ^ table[(byte)table[i - 256]];
        return table;
    }
}
