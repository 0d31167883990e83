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

    private readonly List<Tensor> _tensors = [];
    private readonly Dictionary<string, string> _metadata = [];
    private long _end;

    /// <summary>Adds a tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="values">Gives its values when they are written: there is no copy of them.</param>
    public void Add(string name, int[] shape, Func<ReadOnlySpan<float>> values)
        => Add(name, "F32", shape, sizeof(float), write => Write(values(), write));

    /// <summary>Adds a list of 64-bit numbers.</summary>
    public void Add(string name, params ReadOnlySpan<double> values)
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        NumericArray.ToMachineOrder(bytes, sizeof(double), littleEndian: true);
        Add(name, "F64", [values.Length], sizeof(double), write => write(bytes));
    }

    /// <summary>Adds something said of the file; it is written in the order of these calls.</summary>
    public void AddMetadata(string key, string value) => _metadata.Add(key, value);

    /// <summary>Writes the file.</summary>
    public void Write(Stream stream)
    {
        stream.Write(Start());
        WriteTensors(stream.Write);
    }

    /// <summary>Gives the bytes of all tensors, in pieces.</summary>
    public void WriteTensors(Action<ReadOnlySpan<byte>> write)
    {
        foreach (Tensor tensor in _tensors)
            tensor.Write(write);
    }

    private void Add(string name, string type, int[] shape, int elementSize, Action<Action<ReadOnlySpan<byte>>> write)
    {
        long length = elementSize;
        foreach (int size in shape)
            length *= size;
        _tensors.Add(new Tensor(name, type, shape, _end, _end + length, write));
        _end += length;
    }

    private static void Write(ReadOnlySpan<float> values, Action<ReadOnlySpan<byte>> write)
    {
        for (int length; !values.IsEmpty; values = values[length..])
        {
            length = Math.Min(values.Length, SafeTensor.PieceSize / sizeof(float));
            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values[..length]);
            if (!BitConverter.IsLittleEndian)
            {
                byte[] turned = bytes.ToArray();
                NumericArray.ToMachineOrder(turned, sizeof(float), littleEndian: true);
                bytes = turned;
            }

            write(bytes);
        }
    }

    /// <summary>All bytes before the tensors: the header's length and the header.</summary>
    public byte[] Start()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            foreach ((string key, string value) in _metadata)
                json.WriteString(key, value);
            json.WriteEndObject();
            foreach (Tensor tensor in _tensors)
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
        byte[] start = new byte[sizeof(long) + buffer.WrittenCount];
        BinaryPrimitives.WriteInt64LittleEndian(start, buffer.WrittenCount);
        buffer.WrittenSpan.CopyTo(start.AsSpan(sizeof(long)));
        return start;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, long[] numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private sealed record Tensor(string Name, string Type, int[] Shape, long Begin, long End, Action<Action<ReadOnlySpan<byte>>> Write);
}
