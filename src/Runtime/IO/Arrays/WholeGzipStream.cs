using System.IO.Compression;

namespace RnnGen.Data;

/// <summary>
/// Decompresses gzip and tells a file that is cut off from a whole one. <see cref="GZipStream"/> does not: it ends where
/// its input ends. So this puts a compressed piece of its own behind the input; if that does not come out last, the
/// input was not whole.
/// </summary>
internal sealed class WholeGzipStream : ForwardStream
{
    private static readonly byte[] s_end = [.. "The input was whole."u8];

    private readonly GZipStream _gzip;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _count;

    /// <param name="compressed">The gzip data; it is disposed with this stream.</param>
    public WholeGzipStream(Stream compressed)
    {
        _gzip = new GZipStream(new FollowedStream(compressed, Compress(s_end)), CompressionMode.Decompress);
    }

    /// <exception cref="InvalidDataException">The data is damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        // As many bytes as the end has are held back until more come: they may be the end.
        while (_count <= s_end.Length)
        {
            _buffer.AsSpan(_start, _count).CopyTo(_buffer);
            _start = 0;
            int more = _gzip.Read(_buffer, _count, _buffer.Length - _count);
            if (more == 0)
            {
                return _buffer.AsSpan(0, _count).SequenceEqual(s_end)
                    ? 0
                    : throw new InvalidDataException("The gzip data is cut off, or something else follows it.");
            }

            _count += more;
        }

        int read = Math.Min(buffer.Length, _count - s_end.Length);
        _buffer.AsSpan(_start, read).CopyTo(buffer);
        _start += read;
        _count -= read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _gzip.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return compressed.ToArray();
    }

    /// <summary>A stream and the bytes that follow it.</summary>
    private sealed class FollowedStream(Stream first, byte[] last) : ForwardStream
    {
        private int _lastRead;

        public override int Read(Span<byte> buffer)
        {
            int read = first.Read(buffer);
            if (read > 0 || buffer.IsEmpty)
                return read;

            read = Math.Min(buffer.Length, last.Length - _lastRead);
            last.AsSpan(_lastRead, read).CopyTo(buffer);
            _lastRead += read;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                first.Dispose();
            base.Dispose(disposing);
        }
    }
}
