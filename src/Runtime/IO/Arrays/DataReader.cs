using System.Globalization;
using RnnGen.IO;

namespace RnnGen.Data;

/// <summary>
/// Reads a file front to back, compressed with gzip or not (its first bytes tell). Whatever is missing, left over or
/// damaged is a <see cref="DataFormatException"/>, and nothing is allocated for bytes that are not there.
/// </summary>
internal sealed class DataReader : IDisposable
{
    private const int SmallestBlock = 1 << 16;

    private readonly Stream _stream;
    private readonly long? _length;
    private readonly int _firstBlock;

    /// <param name="stream">The content; it is disposed with the reader.</param>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="length">Length of the content in bytes; null if it is not known for certain.</param>
    /// <param name="atLeast">
    /// Where the length is not known, how much may be allocated before it is read: the length of the compressed content.
    /// </param>
    public DataReader(Stream stream, string name, long? length, long atLeast = 0)
    {
        _stream = stream;
        _length = length;
        _firstBlock = (int)Math.Clamp(atLeast, SmallestBlock, Array.MaxLength);
        Name = name;
    }

    public string Name { get; }

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static DataReader Open(string path)
    {
        var file = ReadableFile.Open(path);
        try
        {
            bool gzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return gzip
                ? new DataReader(new WholeGzipStream(file), path, null, file.Length)
                : new DataReader(file, path, file.Length);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Fills a buffer.</summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="what">What they are, for the message if they are not all there.</param>
    public void Read(Span<byte> buffer, string what)
    {
        long start = Position;
        int read = ReadSome(buffer);
        if (read < buffer.Length)
            throw CutOff(start, read, buffer.Length, what);
    }

    /// <summary>Reads a block of a length that the file itself claims.</summary>
    public byte[] ReadBlock(long length, string what)
    {
        long start = Position;
        if (_length is long known && known - start < length)
            throw CutOff(start, known - start, length, what);
        if (length > Array.MaxLength)
            throw Damaged($"{Count(length)} of {what}", $"at most {Count(Array.MaxLength)}", start);

        byte[] block = new byte[_length is null ? Math.Min(length, _firstBlock) : length];
        int read = ReadSome(block);
        while (read == block.Length && read < length)
        {
            Array.Resize(ref block, (int)Math.Min(length, 2L * block.Length));
            read += ReadSome(block.AsSpan(read));
        }

        return read == length ? block : throw CutOff(start, read, length, what);
    }

    /// <summary>Reads what is left.</summary>
    public byte[] ReadToEnd()
    {
        if (_length is long length)
            return ReadBlock(length - Position, "content");

        byte[] block = new byte[_firstBlock];
        int read = ReadSome(block);
        while (read == block.Length)
        {
            if (block.Length == Array.MaxLength)
                throw Damaged($"more than {Count(Array.MaxLength)}", "a smaller file");
            Array.Resize(ref block, (int)Math.Min(Array.MaxLength, 2L * block.Length));
            read += ReadSome(block.AsSpan(read));
        }

        Array.Resize(ref block, read);
        return block;
    }

    /// <summary>Throws unless all has been read.</summary>
    public void ExpectEnd()
    {
        long end = Position;
        if (ReadSome(stackalloc byte[1]) > 0)
            throw Damaged(_length is null ? "more content" : Count(_length.Value - end) + " more", "the end of the file", end);
    }

    /// <summary>The error of something in this file.</summary>
    public DataFormatException Damaged(string found, string wanted, long? offset = null, Exception? inner = null)
        => new(Name, found, wanted, offset, inner: inner);

    /// <summary>A number of bytes, as messages print it.</summary>
    public static string Count(long bytes)
        => string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} {(bytes == 1 ? "byte" : "bytes")}");

    public void Dispose() => _stream.Dispose();

    private DataFormatException CutOff(long start, long found, long wanted, string what)
        => Damaged($"{Count(found)} of {what} and the end of the file", Count(wanted), start);

    /// <summary>Fills a buffer as far as there are bytes.</summary>
    private int ReadSome(Span<byte> buffer)
    {
        int read = 0;
        try
        {
            while (read < buffer.Length)
            {
                int more = _stream.Read(buffer[read..]);
                if (more == 0)
                    break;
                read += more;
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw Damaged("data that is damaged or cut off", "a whole file", Position + read, exception);
        }

        Position += read;
        return read;
    }
}
