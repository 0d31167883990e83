using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace RnnGen.IO;

/// <summary>Writes .safetensors files of 32-bit floats.</summary>
internal sealed class SafeTensorsWriter
{
    /// <summary>The header is filled up with spaces, so that the data begins on such a boundary.</summary>
    private const int Alignment = 8;

    private readonly List<(string Name, int[] Shape, ReadOnlyMemory<float> Values)> _tensors = [];
    private readonly Dictionary<string, string> _metadata = [];

    public void Add(string name, int[] shape, ReadOnlyMemory<float> values) => _tensors.Add((name, shape, values));

    public void AddMetadata(string key, string value) => _metadata.Add(key, value);

    public void Write(Stream stream)
    {
        byte[] header = Header();
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach ((string _, int[] _, ReadOnlyMemory<float> values) in _tensors)
            WriteValues(stream, values.Span);
    }

    private byte[] Header()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach ((string key, string value) in _metadata)
                json.WriteString(key, value);
            json.WriteEndObject();
            long offset = 0;
            foreach ((string name, int[] shape, ReadOnlyMemory<float> values) in _tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                WriteNumbers(json, "shape", Array.ConvertAll(shape, size => (long)size));
                long end = offset + (long)values.Length * sizeof(float);
                WriteNumbers(json, "data_offsets", [offset, end]);
                json.WriteEndObject();
                offset = end;
            }

            json.WriteEndObject();
        }

        int padding = (Alignment - buffer.WrittenCount % Alignment) % Alignment;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, long[] numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void WriteValues(Stream stream, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }
}
