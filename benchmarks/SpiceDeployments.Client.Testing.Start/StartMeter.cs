using System.Diagnostics;
using System.Net.Sockets;

namespace SpiceDeployments.Client.Testing.Start;

/// <summary>Times the starts of a server in this process, which has started none before.</summary>
internal static class StartMeter
{
    private const int LaterStarts = 20;

    public static async Task<StartTimes> MeasureAsync<TServer>(Func<Task<TServer>> startAsync, Func<TServer, Uri> addressOf)
        where TServer : IAsyncDisposable
    {
        TimeSpan spent = Environment.CpuUsage.TotalTime;
        long begun = Stopwatch.GetTimestamp();
        TServer first = await startAsync();
        double started = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        double processorTime = (Environment.CpuUsage.TotalTime - spent).TotalMilliseconds;
        await RequestAsync(addressOf(first));
        double answered = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        await first.DisposeAsync();

        var later = new List<double>();
        while (later.Count < LaterStarts)
        {
            begun = Stopwatch.GetTimestamp();
            TServer server = await startAsync();
            later.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            await server.DisposeAsync();
        }

        return new StartTimes(started, processorTime, answered, StartTimes.Median(later));
    }

    /// <summary>Over a bare socket, so that no HTTP client is compiled meanwhile.</summary>
    private static async Task RequestAsync(Uri address)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.SendAsync("GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        byte[] answer = new byte[1024];
        int length = await socket.ReceiveAsync(answer);
        if (!answer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8))
        {
            throw new InvalidOperationException("The server did not answer with 200.");
        }
    }
}
