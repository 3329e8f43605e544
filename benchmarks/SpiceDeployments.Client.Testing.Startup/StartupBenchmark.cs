using System.Diagnostics;
using System.Net.Sockets;

namespace SpiceDeployments.Client.Testing.Startup;

/// <summary>Measures the startup of a server in this process, which must not have started one before.</summary>
internal static class StartupBenchmark
{
    private const int LaterStarts = 20;

    public static async Task<StartupTimes> MeasureAsync<TServer>(Func<Task<TServer>> startAsync, Func<TServer, Uri> getAddress)
        where TServer : IAsyncDisposable
    {
        TimeSpan processorTimeBefore = Environment.CpuUsage.TotalTime;
        long startTimestamp = Stopwatch.GetTimestamp();
        TServer first = await startAsync();
        double started = Stopwatch.GetElapsedTime(startTimestamp).TotalMilliseconds;
        double processorTime = (Environment.CpuUsage.TotalTime - processorTimeBefore).TotalMilliseconds;
        await RequestAsync(getAddress(first));
        double responded = Stopwatch.GetElapsedTime(startTimestamp).TotalMilliseconds;
        await first.DisposeAsync();

        var later = new List<double>();
        while (later.Count < LaterStarts)
        {
            startTimestamp = Stopwatch.GetTimestamp();
            TServer server = await startAsync();
            later.Add(Stopwatch.GetElapsedTime(startTimestamp).TotalMilliseconds);
            await server.DisposeAsync();
        }

        return new StartupTimes(started, processorTime, responded, StartupTimes.Median(later));
    }

    /// <summary>Sends a request over a socket, so that the time does not include the compilation of an HTTP client.</summary>
    private static async Task RequestAsync(Uri address)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.SendAsync("GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        byte[] response = new byte[1024];
        int length = await socket.ReceiveAsync(response);
        if (!response.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8))
        {
            throw new InvalidOperationException("The server did not respond with 200.");
        }
    }
}
