using System.Diagnostics;

namespace SpiceDeployments.Client.Tests.Shared.Redis;

/// <summary>A Redis server of its own, on a free port of this machine, that appends each write to a file, as a cluster requires.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;
    private readonly int _port = FreePort.Find();
    private Process? _process;

    private RedisServer()
    {
    }

    /// <summary>The address, as StackExchange.Redis reads it.</summary>
    public string Address => $"127.0.0.1:{_port}";

    /// <exception cref="InvalidOperationException">Redis is not installed, or did not start.</exception>
    public static async Task<RedisServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new RedisServer();
        await server.StartProcessAsync(cancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private async Task StartProcessAsync(CancellationToken cancellationToken)
    {
        string[] arguments = ["--port", $"{_port}", "--bind", "127.0.0.1", "--dir", _directory, "--appendonly", "yes", "--save", ""];
        _process = Process.Start(new ProcessStartInfo("redis-server", arguments) { UseShellExecute = false, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("redis-server did not start. On Debian: apt-get install redis-server");
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None); // A full pipe would hold the server.
                return;
            }
        }

        throw new InvalidOperationException($"redis-server exited with {_process.ExitCode}.");
    }
}
