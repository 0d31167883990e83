using System.IO.Compression;

namespace RnnGen.Data;

/// <summary>
/// The content of a file in a zip archive. Unlike the stream of <see cref="ZipArchiveEntry"/>, it refuses content whose
/// length or checksum is not the one that the archive notes.
/// </summary>
internal sealed class CheckedEntryStream(ZipArchiveEntry entry) : ForwardStream
{
    private readonly Stream _content = entry.Open();
    private Crc32 _crc;
    private long _length;

    public override int Read(Span<byte> buffer)
    {
        int read = _content.Read(buffer);
        _crc.Append(buffer[..read]);
        _length += read;
        bool atEnd = read == 0 && !buffer.IsEmpty;
        if (_length > entry.Length || (atEnd && (_crc.Value != entry.Crc32 || _length != entry.Length)))
            throw new InvalidDataException("The checksum or length is not the one in the archive's directory.");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }
}
