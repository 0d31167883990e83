namespace RnnGen.Data;

/// <summary>A file that can be downloaded, and how to know that it is the right one.</summary>
/// <param name="Folder">The address of its folder, with a slash at the end.</param>
/// <param name="Name">Its name, there and here.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">SHA-256 of its content, in hexadecimal.</param>
internal sealed record RemoteFile(string Folder, string Name, long Length, string Sha256)
{
    public string Address => Folder + Name;
}
