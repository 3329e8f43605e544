using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace SpiceDeployments.Client.KillTests;

/// <summary>The program that the tests of this project kill, in its own process: SpiceDeployments.Client.KillRunner for SpiceDeployments.Client.KillTests.</summary>
internal sealed class Runner : IAsyncDisposable
{
    public const int Conflict = 3;

    private static readonly string Project = typeof(Runner).Assembly.GetName().Name!;

    private static readonly string Name = Project.Replace("KillTests", "KillRunner", StringComparison.Ordinal);

    /// <summary>Longer than any runner runs. Only a runner that hangs reaches this time.</summary>
    private static readonly TimeSpan HangTimeout = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _hangTimeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Channel<string> _unread = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Task _reading;

    private Runner(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        _hangTimeout.CancelAfter(HangTimeout);
        _reading = ReadAsync();
    }

    /// <summary>The lines of the output so far.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    public bool HasExited => _process.HasExited;

    /// <param name="pauseAt">The points at which the runner waits for <see cref="Release"/>.</param>
    /// <param name="arguments">The arguments of the runner.</param>
    public static Runner Start(IEnumerable<string> pauseAt, IEnumerable<string> arguments)
    {
        string built = Path.GetRelativePath(Repository.PathOf("tests", Project), AppContext.BaseDirectory); // bin/CONFIGURATION/FRAMEWORK
        string file = Repository.PathOf("tests", Name, built, OperatingSystem.IsWindows() ? $"{Name}.exe" : Name);
        var start = new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PAUSE_AT"] = string.Join(' ', pauseAt);
        return new Runner(Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start."));
    }

    /// <summary>Reads the output until a line starts with the text.</summary>
    public async Task WaitForAsync(string text) => Assert.True(await TryWaitForAsync(text), $"The runner {(HasExited ? "exited" : "hangs")} before the line '{text}'. {this}");

    /// <summary>Reads the output until a line starts with the text. Returns <c>false</c> if the runner exits or hangs before.</summary>
    public async Task<bool> TryWaitForAsync(string text)
    {
        while (await TryReadAsync() is { } line)
        {
            if (line.StartsWith(text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads this number of lines. Returns <c>false</c> if the runner exits or hangs before.</summary>
    public async Task<bool> TryWaitForLinesAsync(int count)
    {
        while (count > 0 && await TryReadAsync() is not null)
        {
            count--;
        }

        return count is 0;
    }

    /// <summary>Lets the runner continue after its pause.</summary>
    public void Release() => _process.StandardInput.WriteLine();

    /// <summary>Sends SIGKILL, unless the runner has exited.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await WaitForExitAsync();
    }

    /// <summary>Freezes the runner, unless it has exited.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>Asks the runner to stop, unless it has exited.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    /// <summary>Continues a frozen runner.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    public async Task<int> WaitForExitAsync()
    {
        try
        {
            await _process.WaitForExitAsync(_hangTimeout.Token);
            await _reading;
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The runner hangs. {this}");
            return 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await _reading;
        _process.Dispose();
        _hangTimeout.Dispose();
    }

    /// <summary>The last step, without numbers.</summary>
    public string DescribeLastStep() => Lines[^1].Split(',', ':')[0].TrimEnd(" 0123456789".ToCharArray());

    /// <summary>Returns the creates that were sent while the file did not contain the intent as this runner had stored it.</summary>
    public IReadOnlyList<string> FindUnstoredSends()
    {
        const string stored = "stored intent, version ";
        var unstored = new List<string>();
        string version = "";
        foreach (string line in _lines)
        {
            version = line.StartsWith(stored, StringComparison.Ordinal) ? line[stored.Length..] : version;
            if (line.StartsWith("sending", StringComparison.Ordinal) && line != $"sending, stored version {version}")
            {
                unstored.Add(line);
            }
        }

        return unstored;
    }

    public override string ToString() => $"Output of the runner:\n{string.Join('\n', _lines)}\n{(_errors.IsCompletedSuccessfully ? _errors.Result : "")}".TrimEnd();

    /// <summary>Returns the next line, or <c>null</c> if the runner exits or hangs before.</summary>
    private async Task<string?> TryReadAsync()
    {
        try
        {
            return await _unread.Reader.WaitToReadAsync(_hangTimeout.Token) && _unread.Reader.TryRead(out string? line) ? line : null;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            _lines.Enqueue(line);
            _unread.Writer.TryWrite(line);
        }

        _unread.Writer.Complete();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync(_hangTimeout.Token);
        Assert.True(kill.ExitCode is 0 || _process.HasExited);
    }
}
