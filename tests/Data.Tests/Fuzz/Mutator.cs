using System.Buffers.Binary;

namespace RnnGen.Data.Tests.Fuzz;

/// <summary>Damages files; the same number gives the same damage.</summary>
internal sealed class Mutator(int seed)
{
    /// <summary>Where lengths and offsets go wrong.</summary>
    private static readonly long[] s_numbers =
    [
        0, 1, -1, 2, 127, 128, 255, 256, short.MaxValue, ushort.MaxValue, 1 << 16, 1 << 24, int.MaxValue - 1, int.MaxValue,
        int.MinValue, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue - 7, long.MaxValue, long.MinValue,
    ];

    private static readonly string[] s_texts =
    [
        "{", "}", "[", "]", "(", ")", "\"", "'", ":", ",", "\\", "\\u0000", "\\ud800", "-", "-1", "0", "1e9", "1e400", "0.5", "null", "true", "True", "NaN",
        "2147483647", "2147483648", "4294967296", "9223372036854775807", "99999999999999999999", "F64", "BF16", "I64", "<f8", ">f2", "|O", "\0", "\xFF",
        "__metadata__", "shape", "data_offsets", "dtype", "descr", "[[[[[[[[", "PK\x01\x02", "PK\x03\x04", "PK\x05\x06",
    ];

    private readonly Random _random = new(seed);

    public int Below(int count) => _random.Next(count);

    /// <summary>A damaged copy.</summary>
    /// <param name="whole">The file.</param>
    /// <param name="other">Another file of its kind, from which pieces come.</param>
    public byte[] Damage(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> other)
    {
        byte[] file = whole.ToArray();
        for (int changes = 1 + _random.Next(4); changes > 0; changes--)
            file = Change(file, other);
        return file;
    }

    private byte[] Change(byte[] file, ReadOnlySpan<byte> other)
    {
        int at = Place(file.Length), length = Math.Min(file.Length - at, 1 + _random.Next(_random.Next(4) == 0 ? 4096 : 16));
        Span<byte> rest = file.AsSpan(at);
        switch (_random.Next(10))
        {
            case 0 or 1:
                if (length > 0)
                    rest[0] = (byte)_random.Next(256);
                return file;
            case 2:
                if (length > 0)
                    rest[0] ^= (byte)(1 << _random.Next(8));
                return file;
            case 3:
                WriteNumber(rest, s_numbers[_random.Next(s_numbers.Length)]);
                return file;
            case 4:
                return file[..at];
            case 5:
                return [.. file.AsSpan(0, at), .. rest[length..]];
            case 6:
                return [.. file.AsSpan(0, at), .. rest[..length], .. rest];
            case 7:
                string text = s_texts[_random.Next(s_texts.Length)];
                int replaced = Math.Min(rest.Length, _random.Next(2) * text.Length);
                return [.. file.AsSpan(0, at), .. text.Select(character => (byte)character), .. rest[replaced..]];
            case 8:
                int from = Place(other.Length);
                return [.. file.AsSpan(0, at), .. other.Slice(from, Math.Min(other.Length - from, length)), .. rest[Math.Min(rest.Length, length)..]];
            default:
                // A piece of the file somewhere else in it.
                file.AsSpan(at, length).ToArray().AsSpan().CopyTo(file.AsSpan(_random.Next(file.Length - length + 1)));
                return file;
        }
    }

    /// <summary>Formats keep what matters at their start or at their end.</summary>
    private int Place(int length) => _random.Next(4) switch
    {
        0 => _random.Next(Math.Min(length, 16) + 1),
        1 => _random.Next(Math.Min(length, 512) + 1),
        2 => length - _random.Next(Math.Min(length, 512) + 1),
        _ => _random.Next(length + 1),
    };

    private void WriteNumber(Span<byte> place, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        int size = 1 << (1 + _random.Next(3));
        if (_random.Next(2) == 0)
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        else
            BinaryPrimitives.WriteInt64BigEndian(bytes, number << (64 - 8 * size));
        size = Math.Min(size, place.Length);
        bytes[..size].CopyTo(place);
    }
}
