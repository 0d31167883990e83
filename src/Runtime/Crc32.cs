namespace RnnGen;

/// <summary>CRC-32 as zip and PNG have it (the reflected polynomial 0xEDB88320).</summary>
internal struct Crc32
{
    private static readonly uint[] s_table = MakeTable();

    private uint _value;

    /// <summary>The checksum of all bytes so far.</summary>
    public readonly uint Value => _value;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~_value;
        foreach (byte value in bytes)
            crc = (crc >> 8) ^ s_table[(byte)crc ^ value];
        _value = ~crc;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint value = 0; value < table.Length; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            table[value] = crc;
        }

        return table;
    }
}
