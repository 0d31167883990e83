using RnnGen.Data.Tests.Infrastructure;

namespace RnnGen.Data.Tests.Sets;

/// <summary>Data sets of a few images in the files of MNIST.</summary>
internal static class SmallSet
{
    public const int Height = 2;
    public const int Width = 3;

    public static void Write(TempFolder folder, string place, string suffix = "", string train = "train", int trainRows = 4)
    {
        string prefix = place.Length == 0 ? "" : place + "/";
        folder.Write($"{prefix}{train}-images-idx3-ubyte{suffix}", Images(trainRows));
        folder.Write($"{prefix}{train}-labels-idx1-ubyte{suffix}", Labels(trainRows));
        folder.Write($"{prefix}t10k-images-idx3-ubyte{suffix}", Images(2));
        folder.Write($"{prefix}t10k-labels-idx1-ubyte{suffix}", Labels(2));
    }

    public static byte[] Images(int count) => IdxFile.Bytes(
        [count, Height, Width], [.. Enumerable.Range(0, count * Height * Width).Select(value => (byte)(value * 51))]);

    public static byte[] Labels(int count)
        => IdxFile.Bytes([count], [.. Enumerable.Range(0, count).Select(label => (byte)(label % 10))]);

    /// <summary>Options that look in these places only, and do not download.</summary>
    public static DataOptions Options(
        string? folder = null, string? dataFolder = null, string? cacheFolder = null, string systemFolder = "/nowhere")
        => new() { Folder = folder, Download = false, Places = new DataPlaces(dataFolder, cacheFolder, systemFolder) };
}
