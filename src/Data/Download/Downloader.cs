using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace RnnGen.Data;

/// <summary>
/// Downloads a file under a temporary name; only when it is whole and its checksum is right does it get its own. What an
/// attempt that was cut off has brought is kept, and the next one, also of a later process, asks for the rest alone.
/// </summary>
internal sealed class Downloader
{
    private const int Attempts = 5;

    private static readonly HttpClient s_client = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(20) });

    private readonly TimeSpan _pause;
    private readonly TimeSpan _patience;

    /// <param name="pause">Time before the second attempt; it doubles for each further one.</param>
    /// <param name="patience">Longest time without a byte.</param>
    public Downloader(TimeSpan pause, TimeSpan patience)
    {
        (_pause, _patience) = (pause, patience);
    }

    /// <summary>The one for real servers.</summary>
    public static Downloader Default { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

    /// <summary>Downloads a file unless it is there already.</summary>
    /// <exception cref="IOException">It could not be downloaded or written, or what came is another file.</exception>
    public async Task DownloadAsync(
        RemoteFile file, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        string target = Path.Combine(folder, file.Name);
        string partial = target + ".part";
        for (int attempt = 1; !File.Exists(target); attempt++)
        {
            bool resumed = File.Exists(partial);
            try
            {
                await ReceiveAsync(file, partial, progress, cancellationToken).ConfigureAwait(false);
                await CheckAsync(file, partial, cancellationToken).ConfigureAwait(false);
                File.Move(partial, target, overwrite: true);
            }
            catch (DownloadException exception)
            {
                bool wrong = exception.Failure == DownloadFailure.WrongFile;
                if (wrong || new FileInfo(partial).Length == 0)
                    File.Delete(partial);

                // What is wrong after an earlier attempt's beginning may be right when it is taken from the start.
                bool again = exception.Failure == DownloadFailure.Interrupted || (wrong && resumed);
                if (!again || attempt == Attempts)
                    throw;
                await Task.Delay(_pause * Math.Pow(2, attempt - 1), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Brings what is missing of a file.</summary>
    private async Task ReceiveAsync(
        RemoteFile file, string partial, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        // Nobody else may write it at the same time.
        using var stream = new FileStream(partial, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        if (stream.Length >= file.Length)
            return;

        stream.Position = stream.Length;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            deadline.CancelAfter(_patience);
            using HttpResponseMessage response = await AskAsync(file, stream.Position, deadline.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK)
                stream.SetLength(0);
            using Stream body = await response.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
            byte[] buffer = new byte[1 << 16];
            while (true)
            {
                deadline.CancelAfter(_patience);
                int read = await body.ReadAsync(buffer, deadline.Token).ConfigureAwait(false);
                if (read == 0)
                    break;
                stream.Write(buffer.AsSpan(0, read));
                if (stream.Length > file.Length)
                    throw WrongLength(file, $"more than {file.Length:N0}");
                progress?.Report(new DownloadProgress(file.Name, file.Address, stream.Length, file.Length));
            }

            stream.Flush(flushToDisk: true);
        }
        catch (HttpRequestException exception)
        {
            throw new DownloadException($"{file.Address}: {exception.Message}", FailureOf(exception), exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DownloadException(
                $"{file.Address}: nothing came for {_patience.TotalSeconds:0.#} s", DownloadFailure.Interrupted, exception);
        }
        catch (IOException exception) when (exception is HttpIOException || exception.InnerException is SocketException)
        {
            throw CutOff(file, stream.Length, exception);
        }

        if (stream.Length < file.Length)
            throw CutOff(file, stream.Length, null);
    }

    /// <summary>Asks for a file from a position on; the answer is that part (206) or the whole file (200).</summary>
    private static async Task<HttpResponseMessage> AskAsync(RemoteFile file, long start, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, file.Address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("RnnGen.Data", null));
        if (start > 0)
            request.Headers.Range = new RangeHeaderValue(start, null);
        HttpResponseMessage response = await s_client
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        try
        {
            if (response.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
                throw WrongLength(file, $"at most {start:N0}");
            response.EnsureSuccessStatusCode();
            bool part = response.StatusCode == HttpStatusCode.PartialContent;
            HttpContentHeaders headers = response.Content.Headers;
            if (part && headers.ContentRange?.From != start)
                throw new DownloadException($"{file.Address}: another part than was asked for came", DownloadFailure.WrongFile);
            if (headers.ContentLength is long length && length + (part ? start : 0) != file.Length)
                throw WrongLength(file, $"{length + (part ? start : 0):N0}");
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task CheckAsync(RemoteFile file, string partial, CancellationToken cancellationToken)
    {
        using FileStream stream = File.OpenRead(partial);
        string found = Convert.ToHexStringLower(
            await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
        if (found != file.Sha256)
        {
            throw new DownloadException(
                $"{file.Address}: found a file with SHA-256 {found}, wanted {file.Sha256}", DownloadFailure.WrongFile);
        }
    }

    private static DownloadFailure FailureOf(HttpRequestException exception)
    {
        bool busy = exception.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            or >= HttpStatusCode.InternalServerError;
        return busy || exception.HttpRequestError == HttpRequestError.ResponseEnded || exception.InnerException is IOException
            ? DownloadFailure.Interrupted
            : DownloadFailure.Unreachable;
    }

    private static DownloadException CutOff(RemoteFile file, long received, Exception? inner)
        => new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Address}: the transfer was cut off after {received:N0} of {file.Length:N0} bytes"),
            DownloadFailure.Interrupted,
            inner);

    private static DownloadException WrongLength(RemoteFile file, FormattableString found)
        => new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file.Address}: found a file of {FormattableString.Invariant(found)} bytes, wanted {file.Length:N0}"),
            DownloadFailure.WrongFile);
}
