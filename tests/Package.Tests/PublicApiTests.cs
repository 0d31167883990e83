namespace RnnGen.Package.Tests;

/// <summary>
/// The public API changes on purpose only. Run the tests with RNNGEN_UPDATE_SNAPSHOTS=1 to accept what it is now, and read
/// the diff: a line that went away breaks programs.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("RnnGen.Attributes")]
    [InlineData("RnnGen.Runtime")]
    [InlineData("RnnGen.Data")]
    [InlineData("RnnGen.Reports")]
    public void Is_as_it_was(string assembly)
    {
        string now = PublicApi.Of(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        string[] snapshot = ["tests", "Package.Tests", "PublicApi", assembly + ".txt"];
        if (Environment.GetEnvironmentVariable("RNNGEN_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(Repository.File(snapshot), now);

        string then = Repository.Read(snapshot);
        string[] gone = [.. then.Split('\n').Except(now.Split('\n'))], added = [.. now.Split('\n').Except(then.Split('\n'))];

        Assert.True(
            now == then,
            $"The public API of {assembly} has changed.\nGone:\n{string.Join('\n', gone)}\nNew:\n{string.Join('\n', added)}\n"
            + "If that is meant, run the tests with RNNGEN_UPDATE_SNAPSHOTS=1.");
    }
}
