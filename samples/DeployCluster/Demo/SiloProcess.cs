using System.Diagnostics;

namespace DeployCluster.Demo;

/// <summary>This program in another process, as a silo. Its log is a file.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private const string ReadyText = "Now listening on: ";

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _logging;

    private SiloProcess(Process process, SiloArguments arguments, string logFile)
    {
        _process = process;
        Arguments = arguments;
        _logging = WriteLogAsync(logFile);
    }

    public SiloArguments Arguments { get; }

    public int ProcessId => _process.Id;

    /// <summary>Calls the service of the silo.</summary>
    public HttpClient Http { get; } = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <exception cref="InvalidOperationException">The silo did not start.</exception>
    public static async Task<SiloProcess> StartAsync(SiloArguments arguments, IReadOnlyDictionary<string, string> environment, string logDirectory, CancellationToken cancellationToken)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is unknown.");
        string[] host = Path.GetFileNameWithoutExtension(program) is "dotnet" ? [typeof(SiloProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. host, .. arguments.ToCommandLine()])
        {
            UseShellExecute = false,
            RedirectStandardInput = true, // Ends with this process, and so ends the silo.
            RedirectStandardOutput = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var silo = new SiloProcess(process, arguments, Path.Join(logDirectory, $"{arguments.Name}.log"));
        silo.Http.BaseAddress = await silo._ready.Task.WaitAsync(cancellationToken);
        return silo;
    }

    /// <summary>Kills the process, which gets no opportunity to store anything or to inform the other silos.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _logging;
        _process.Dispose();
        Http.Dispose();
    }

    private async Task WriteLogAsync(string file)
    {
        await using StreamWriter log = File.CreateText(file);
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            await log.WriteLineAsync(line);
            await log.FlushAsync();
            if (line.Contains(ReadyText, StringComparison.Ordinal))
            {
                _ready.TrySetResult(new Uri(line[(line.IndexOf(ReadyText, StringComparison.Ordinal) + ReadyText.Length)..]));
            }
        }

        _ready.TrySetException(new InvalidOperationException($"{Arguments.Name} did not start."));
    }
}
