using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using RnnGen.Data;

namespace RnnGen.IO;

/// <summary>Writes .safetensors files of 32-bit and 64-bit floats.</summary>
internal sealed class SafeTensorsWriter
{
    /// <summary>The header is filled up with spaces, so that the data begins on such a boundary.</summary>
    private const int Alignment = 8;

    private readonly List<SafeTensor> _tensors = [];
    private readonly Dictionary<string, string> _metadata = [];
    private long _end;

    /// <summary>Adds a tensor, whose values are copied.</summary>
    public void Add(string name, int[] shape, ReadOnlySpan<float> values)
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        NumericArray.ToMachineOrder(bytes, sizeof(float), littleEndian: true);
        Add(new SafeTensor(name, "F32", shape, _end, bytes));
    }

    /// <summary>Adds a list of 64-bit numbers.</summary>
    public void Add(string name, params ReadOnlySpan<double> values)
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        NumericArray.ToMachineOrder(bytes, sizeof(double), littleEndian: true);
        Add(new SafeTensor(name, "F64", [values.Length], _end, bytes));
    }

    /// <summary>Adds something said of the file; it is written in the order of these calls.</summary>
    public void AddMetadata(string key, string value) => _metadata.Add(key, value);

    public void Write(Stream stream)
    {
        byte[] header = Header();
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (SafeTensor tensor in _tensors)
            stream.Write(tensor.Bytes.Span);
    }

    private void Add(SafeTensor tensor)
    {
        _tensors.Add(tensor);
        _end = tensor.End;
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
            foreach (SafeTensor tensor in _tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type);
                WriteNumbers(json, "shape", Array.ConvertAll(tensor.Shape, size => (long)size));
                WriteNumbers(json, "data_offsets", [tensor.Begin, tensor.End]);
                json.WriteEndObject();
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
}
