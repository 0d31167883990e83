using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace RnnGen.Tests;

/// <summary>Files as NumPy writes them.</summary>
internal static class NumpyFile
{
    public static string Header(string type, ReadOnlySpan<int> shape, int blanks = 0)
    {
        var lengths = new StringBuilder();
        foreach (int length in shape)
            lengths.Append(CultureInfo.InvariantCulture, $"{length}, ");
        return $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({lengths}), }}" + new string(' ', blanks) + "\n";
    }

    public static byte[] Npy(string header, ReadOnlySpan<byte> values, int version = 1)
    {
        byte[] length = new byte[version == 1 ? 2 : 4];
        if (version == 1)
            BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        else
            BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. values];
    }

    public static byte[] Npy(ReadOnlySpan<int> shape, ReadOnlySpan<float> values) => Npy(Header("<f4", shape), MemoryMarshal.AsBytes(values));

    /// <summary>What <c>numpy.savez</c> or <c>savez_compressed</c> writes.</summary>
    public static byte[] Npz(CompressionLevel level, params (string Name, byte[] Npy)[] arrays)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] npy) in arrays)
            {
                using Stream entry = archive.CreateEntry($"{name}.npy", level).Open();
                entry.Write(npy);
            }
        }

        return stream.ToArray();
    }
}
