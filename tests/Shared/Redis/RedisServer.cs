using System.Diagnostics;

namespace SpiceDeployments.Client.Tests.Shared.Redis;

/// <summary>A Redis server of its own, on a free port of this machine, that appends each write to a file, as a cluster requires.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;
    private readonly int _port = FreePort.Find();
    private readonly string[] _options;
    private Process? _process;
    private Process? _watcher;

    private RedisServer(string[] options) => _options = options;

    /// <summary>The address, as StackExchange.Redis reads it.</summary>
    public string Address => $"127.0.0.1:{_port}";

    /// <param name="cancellationToken">Cancels the start.</param>
    /// <param name="options">More options, as redis-server reads them.</param>
    /// <exception cref="InvalidOperationException">Redis is not installed, or did not start.</exception>
    public static async Task<RedisServer> StartAsync(CancellationToken cancellationToken, params string[] options)
    {
        var server = new RedisServer(options);
        await server.RestartAsync(cancellationToken);
        return server;
    }

    /// <summary>Sends SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            _watcher?.Kill();
            _watcher?.Dispose();
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }
    }

    /// <summary>Starts the server again after it was killed, at the same address and with the writes in the file.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        string[] arguments = ["--port", $"{_port}", "--bind", "127.0.0.1", "--dir", _directory, "--appendonly", "yes", "--save", "", .. _options];
        _process = Process.Start(new ProcessStartInfo("redis-server", arguments) { UseShellExecute = false, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("redis-server did not start. On Debian: apt-get install redis-server");

        // Kills the server when this process is killed, which ends the input of the shell.
        string[] script = ["-c", $"read line; kill -KILL {_process.Id}"];
        _watcher = Process.Start(new ProcessStartInfo("sh", script) { UseShellExecute = false, RedirectStandardInput = true });
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

    /// <summary>Stops the process, whose connections stay open. What is sent to them is executed after <see cref="ThawAsync"/>.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    public Task ThawAsync() => SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process?.Id}"]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }
}
