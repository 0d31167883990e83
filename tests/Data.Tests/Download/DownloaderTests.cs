using System.Net.Sockets;
using System.Security.Cryptography;
using RnnGen.Data.Tests.Infrastructure;
using static RnnGen.Data.Tests.Infrastructure.FileServer;

namespace RnnGen.Data.Tests.Download;

public sealed class DownloaderTests : IDisposable
{
    private static readonly byte[] s_content = RandomNumberGenerator.GetBytes(300_000);
    private static readonly Downloader s_downloader = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30));

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_downloaded_once()
    {
        using FileServer server = new(new Answer(s_content));
        Received progress = new();
        await DownloadAsync(server, progress: progress);
        await DownloadAsync(server);

        Assert.Equal([null], server.Requests);
        AssertDownloaded();
        Assert.Equal(new DownloadProgress("file.bin", server.Folder + "file.bin", 300_000, 300_000), progress.Values[^1]);
        Assert.Equal(progress.Values.Select(value => value.Received).Order(), progress.Values.Select(value => value.Received));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_transfer_that_is_cut_off_is_resumed(bool hasLength)
    {
        using FileServer server = new(
            new Answer(s_content) { HangUpAfter = 100_000, HasLength = hasLength },
            new Answer(s_content) { HangUpAfter = 50_000, HasLength = hasLength },
            new Answer(s_content));
        await DownloadAsync(server);

        Assert.Equal([null, 100_000, 150_000], server.Requests);
        AssertDownloaded();
    }

    [Fact]
    public async Task The_next_process_goes_on_where_this_one_gave_up()
    {
        using (FileServer server = new(new Answer(s_content) { HangUpAfter = 10_000 }))
        {
            DownloadException exception = await Assert.ThrowsAsync<DownloadException>(() => DownloadAsync(server));
            Assert.EndsWith("file.bin: the transfer was cut off after 50,000 of 300,000 bytes", exception.Message, StringComparison.Ordinal);
            Assert.Equal([null, 10_000, 20_000, 30_000, 40_000], server.Requests);
        }

        Assert.Equal(["file.bin.part"], Files());
        using FileServer next = new(new Answer(s_content));
        await DownloadAsync(next);
        Assert.Equal([50_000], next.Requests);
        AssertDownloaded();
    }

    [Fact]
    public async Task A_server_that_knows_no_ranges_sends_all_again()
    {
        _folder.Write("file.bin.part", s_content.AsSpan(0, 1000));
        using FileServer server = new(new Answer(s_content) { IgnoreRange = true });
        await DownloadAsync(server);
        AssertDownloaded();
    }

    [Fact]
    public async Task A_wrong_checksum_is_refused_and_leaves_nothing_behind()
    {
        byte[] other = [.. s_content];
        other[7] ^= 1;
        using FileServer server = new(new Answer(other));

        DownloadException exception = await Assert.ThrowsAsync<DownloadException>(() => DownloadAsync(server));

        Assert.Contains($"found a file with SHA-256 {Hash(other)}, wanted {Hash(s_content)}", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Files());
        Assert.Equal([null], server.Requests);
    }

    [Fact]
    public async Task A_wrong_beginning_is_thrown_away_and_the_file_taken_from_the_start()
    {
        _folder.Write("file.bin.part", new byte[1000]);
        using FileServer server = new(new Answer(s_content));
        await DownloadAsync(server);
        Assert.Equal([1000, null], server.Requests);
        AssertDownloaded();
    }

    [Theory]
    [InlineData(299_999, true, "found a file of 299,999 bytes, wanted 300,000")]
    [InlineData(300_001, true, "found a file of 300,001 bytes, wanted 300,000")]
    [InlineData(400_000, false, "found a file of more than 300,000 bytes, wanted 300,000")]
    public async Task A_file_of_another_length_is_refused(int length, bool hasLength, string message)
    {
        using FileServer server = new(new Answer(new byte[length]) { HasLength = hasLength });
        DownloadException exception = await Assert.ThrowsAsync<DownloadException>(() => DownloadAsync(server));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_part_beside_the_asked_for_one_is_refused()
    {
        _folder.Write("file.bin.part", s_content.AsSpan(0, 1000));
        using FileServer server = new(new Answer(s_content) { Shift = 5 }, new Answer(s_content));
        await DownloadAsync(server);
        Assert.Equal([1000, null], server.Requests);
        AssertDownloaded();
    }

    [Fact]
    public async Task A_beginning_longer_than_the_servers_file_is_thrown_away()
    {
        _folder.Write("file.bin.part", s_content.AsSpan(0, 1000));
        using FileServer server = new(new Answer(s_content[..500]), new Answer(s_content));
        await DownloadAsync(server);
        Assert.Equal([1000, null], server.Requests);
        AssertDownloaded();
    }

    [Fact]
    public async Task A_whole_file_under_the_temporary_name_only_needs_checking()
    {
        _folder.Write("file.bin.part", s_content);
        using FileServer server = new(new Answer(s_content));
        await DownloadAsync(server);
        Assert.Empty(server.Requests);
        AssertDownloaded();
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_and_a_missing_file_is_not()
    {
        using (FileServer server = new(new Answer(s_content) { Status = 503 }, new Answer(s_content)))
        {
            await DownloadAsync(server);
            Assert.Equal(2, server.Requests.Count);
        }

        File.Delete(_folder.At("file.bin"));
        using FileServer empty = new(new Answer(s_content) { Status = 404 });
        DownloadException exception = await Assert.ThrowsAsync<DownloadException>(() => DownloadAsync(empty));
        Assert.Contains("404", exception.Message, StringComparison.Ordinal);
        Assert.Single(empty.Requests);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_silent_server_is_left_and_what_came_is_kept()
    {
        Downloader impatient = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(300));
        using FileServer server = new(
            new Answer(s_content) { HangUpAfter = 1000, Silence = TimeSpan.FromSeconds(1) }, new Answer(s_content));
        await impatient.DownloadAsync(Remote(server), _folder.Path, null, CancellationToken.None);
        Assert.Equal([null, 1000], server.Requests);
        AssertDownloaded();
    }

    [Fact]
    public async Task A_caller_can_cancel_and_keeps_what_came()
    {
        using CancellationTokenSource source = new();
        using FileServer server = new(
            new Answer(s_content) { HangUpAfter = 1000, Silence = TimeSpan.FromSeconds(1) }, new Answer(s_content));
        Received progress = new() { Then = source.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DownloadAsync(server, progress, source.Token));
        Assert.Equal(1000, new FileInfo(_folder.At("file.bin.part")).Length);
    }

    [Fact]
    public async Task Without_a_server_there_is_one_attempt_and_what_came_before_is_kept()
    {
        string address;
        using (FileServer server = new(new Answer(s_content)))
            address = server.Folder;
        _folder.Write("file.bin.part", s_content.AsSpan(0, 1000));
        RemoteFile gone = new(address, "file.bin", s_content.Length, Hash(s_content));

        DownloadException exception = await Assert.ThrowsAsync<DownloadException>(
            () => s_downloader.DownloadAsync(gone, _folder.Path, null, CancellationToken.None));

        Assert.IsType<SocketException>(exception.InnerException?.InnerException);
        Assert.Equal(["file.bin.part"], Files());
    }

    [Fact]
    public void A_named_set_that_is_nowhere_is_downloaded_into_the_cache_folder()
    {
        using FileServer server = new(new Answer(s_content) { HangUpAfter = 100_000 }, new Answer(s_content));
        NamedSet set = Set(server);
        DataOptions options = Options();

        FoundFiles found = set.Find(options);

        Assert.Equal([_folder.At("cache", "test", "file.bin")], found.Paths);
        Assert.Equal(s_content, File.ReadAllBytes(found.Paths[0]));
        Assert.Equal(found.Paths, set.Find(options).Paths);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void A_named_set_that_cannot_be_downloaded_says_why_and_what_to_do()
    {
        using FileServer server = new(new Answer(new byte[300_000]));
        DataOptions options = Options();

        DataNotFoundException exception = Assert.Throws<DataNotFoundException>(() => Set(server).Find(options));

        Assert.DoesNotContain('\n', exception.Message);
        Assert.Contains($" The download failed: {server.Folder}file.bin: found a file with SHA-256 ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith($" Put file.bin into {_folder.At("cache", "test")}.", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.At("cache", "test")));

        Assert.Throws<DataNotFoundException>(() => Set(server).Find(options with { Download = false }));
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_cache_folder_that_cannot_be_written_is_an_error_that_says_what_to_do()
    {
        _folder.Write("cache", [1]);
        using FileServer server = new(new Answer(s_content));
        Assert.Throws<DataNotFoundException>(() => Set(server).Find(Options()));
    }

    private DataOptions Options() => Sets.SmallSet.Options(cacheFolder: _folder.At("cache")) with { Download = true };

    private static NamedSet Set(FileServer server) => new("Test", "test", new FileGroup("file.bin") { Suffixes = [""] })
    {
        Remote = [Remote(server)],
        Downloader = s_downloader,
    };

    private static RemoteFile Remote(FileServer server) => new(server.Folder, "file.bin", s_content.Length, Hash(s_content));

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private Task DownloadAsync(FileServer server, Received? progress = null, CancellationToken cancellationToken = default)
        => s_downloader.DownloadAsync(Remote(server), _folder.Path, progress, cancellationToken);

    private void AssertDownloaded()
    {
        Assert.Equal(["file.bin"], Files());
        Assert.Equal(s_content, File.ReadAllBytes(_folder.At("file.bin")));
    }

    private string[] Files() => [.. Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path))];

    private sealed class Received : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> Values { get; } = [];

        public Action Then { get; init; } = () => { };

        public void Report(DownloadProgress value)
        {
            Values.Add(value);
            Then();
        }
    }
}
