using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Generator.Specs;
using RnnGen.IO;

namespace RnnGen.Generator.Weights;

/// <summary>Reads the headers of the project's weight files.</summary>
internal static class WeightsFileReader
{
    /// <summary>Set by RnnGen.Weights.targets on the files that are <c>RnnGenWeights</c>: the name of the resource.</summary>
    private const string ResourceKey = "build_metadata.AdditionalFiles.RnnGenWeights";

    private const int LengthSize = 8;

    /// <summary>Far more than the header of a model's weights has.</summary>
    private const long LongestHeader = 10_000_000;

    /// <summary>The file, if it is one of weights.</summary>
    public static WeightsFile? Read((AdditionalText File, AnalyzerConfigOptionsProvider Options) input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!input.Options.GetOptions(input.File).TryGetValue(ResourceKey, out string? resource) || resource.Length == 0)
            return null;
        string path = input.File.Path.Replace('\\', '/');
        try
        {
            return Read(path, resource, input.File.Path);
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            return new WeightsFile(path, resource, exception.Message.TrimEnd('.'));
        }
    }

    private static WeightsFile Read(string path, string resource, string file)
    {
        // An AdditionalText can give text only, and this is a binary file. It is read when the compiler says that the
        // AdditionalText is another one, as its text would be.
#pragma warning disable RS1035
        using FileStream stream = File.OpenRead(file);
#pragma warning restore RS1035
        byte[] length = Read(stream, LengthSize);
        long headerLength = BitConverter.ToInt64(length, 0);
        if (headerLength < 0 || headerLength > Math.Min(LongestHeader, stream.Length - LengthSize))
            throw new FormatException(string.Format(CultureInfo.InvariantCulture, "its header would have {0} of the file's {1} bytes", headerLength, stream.Length));

        var header = new HeaderParser(Encoding.UTF8.GetString(Read(stream, (int)headerLength)));
        long dataLength = stream.Length - stream.Position, end = 0;
        foreach (StoredTensor tensor in header.Tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            if (tensor.Begin != end || tensor.End < tensor.Begin)
                throw new FormatException($"tensor '{tensor.Name}' does not begin where the one before it ends");
            end = tensor.End;
        }

        if (header.Tensors.GroupBy(tensor => tensor.Name).FirstOrDefault(tensors => tensors.Count() > 1) is { } twice)
            throw new FormatException($"tensor '{twice.Key}' stands twice in the header");
        if (end != dataLength)
            throw new FormatException(string.Format(CultureInfo.InvariantCulture, "its tensors have {0} bytes, but the file has {1}", end, dataLength));
        return new WeightsFile(
            path,
            resource,
            Fault: null,
            header.Tensors.ToEquatableArray(),
            Text(FileNames.Model),
            Text(FileNames.Architecture),
            (int)stream.Position);

        string Text(string key) => header.Metadata.TryGetValue(key, out string? text) ? text : "";
    }

    private static byte[] Read(FileStream stream, int count)
    {
        byte[] bytes = new byte[count];
        int read = 0;
        while (read < count && stream.Read(bytes, read, count - read) is int more and > 0)
            read += more;
        return read == count ? bytes : throw new FormatException("it is cut off");
    }
}
