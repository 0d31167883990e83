using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RnnGen.Data.Tests.Infrastructure;

/// <summary>
/// An HTTP server of one file that does to each request what it is told: answer from where it is asked, hang up in the
/// middle, send something else.
/// </summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Queue<Answer> _answers;
    private readonly Task _running;

    /// <param name="answers">What is done to the first request, the second, and so on; the last for all that follow.</param>
    public FileServer(params Answer[] answers)
    {
        _answers = new Queue<Answer>(answers);
        _listener.Start();
        _running = RunAsync();
    }

    /// <summary>The address of its folder.</summary>
    public string Folder => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/data/";

    /// <summary>The range each request asked for; null for the whole file.</summary>
    public List<long?> Requests { get; } = [];

    public void Dispose()
    {
        _listener.Stop();
        _running.Wait();
    }

    private async Task RunAsync()
    {
        List<Task> clients = [];
        try
        {
            while (true)
                clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync()));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener has been stopped.
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using NetworkStream stream = client.GetStream();
                long? start = await ReadRequestAsync(stream);
                Answer answer;
                lock (_answers)
                {
                    Requests.Add(start);
                    answer = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
                }

                await stream.WriteAsync(answer.Bytes(start));
                await Task.Delay(answer.Silence);
            }
            catch (IOException)
            {
                // The client has hung up.
            }
        }
    }

    private static async Task<long?> ReadRequestAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        long? start = null;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            const string Range = "Range: bytes=";
            if (line.StartsWith(Range, StringComparison.OrdinalIgnoreCase))
                start = long.Parse(line[Range.Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
        }

        return start;
    }

    /// <summary>What is done to a request.</summary>
    /// <param name="Content">The file.</param>
    internal sealed record Answer(byte[] Content)
    {
        /// <summary>Status code; null for 200, or 206 for a part.</summary>
        public int? Status { get; init; }

        /// <summary>The connection is closed after so many bytes of the body.</summary>
        public int HangUpAfter { get; init; } = int.MaxValue;

        /// <summary>Whether a request for a part is answered with the whole file.</summary>
        public bool IgnoreRange { get; init; }

        /// <summary>How far beside the asked-for part the answer is.</summary>
        public int Shift { get; init; }

        /// <summary>Whether the answer says how long it is.</summary>
        public bool HasLength { get; init; } = true;

        /// <summary>How long the connection stays open without a byte.</summary>
        public TimeSpan Silence { get; init; }

        public byte[] Bytes(long? start)
        {
            long from = IgnoreRange ? 0 : (start ?? 0) + (start is null ? 0 : Shift);
            bool part = start is not null && !IgnoreRange;
            int status = Status ?? (from > Content.Length ? 416 : part ? 206 : 200);
            byte[] body = status is 200 or 206 ? Content[(int)from..] : [];
            StringBuilder head = new($"HTTP/1.1 {status} -\r\nConnection: close\r\n");
            if (HasLength)
                head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
            if (status == 206)
                head.Append(CultureInfo.InvariantCulture, $"Content-Range: bytes {from}-{Content.Length - 1}/{Content.Length}\r\n");
            return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body[..Math.Min(body.Length, HangUpAfter)]];
        }
    }
}
