using System.IO.Compression;

namespace RnnGen.Data;

/// <summary>
/// The content of a file in a zip archive. Unlike the stream of <see cref="ZipArchiveEntry"/>, it refuses content whose
/// length or checksum is not the one that the archive notes.
/// </summary>
internal sealed class CheckedEntryStream(ZipArchiveEntry entry) : ForwardStream
{
    private static readonly uint[] s_table = MakeTable();

    private readonly Stream _content = entry.Open();
    private uint _crc = uint.MaxValue;
    private long _length;

    public override int Read(Span<byte> buffer)
    {
        int read = _content.Read(buffer);
        foreach (byte value in buffer[..read])
            _crc = (_crc >> 8) ^ s_table[(byte)_crc ^ value];
        _length += read;
        if (read == 0 && !buffer.IsEmpty && (~_crc != entry.Crc32 || _length != entry.Length))
            throw new InvalidDataException("The checksum or length is not the one in the archive's directory.");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>CRC-32 of each byte (the reflected polynomial 0xEDB88320).</summary>
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
