using System.Diagnostics;
using System.Text;

namespace SpiceDeployments.Client.Tests.Shared;

/// <summary>A sample as a program of its own, with nothing in its environment that would lead it to a real service.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    /// <summary>Far more than any sample needs; only one that runs on when it should end, or is silent when it should speak, comes this far.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _stuck = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly StringBuilder _output = new();

    private SampleProcess(Process process)
    {
        _process = process;
        _stuck.CancelAfter(StuckAfter);
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>Starts a sample where it was built: a program with files of its own.</summary>
    public static SampleProcess Start(string sample, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> args)
    {
        string built = Path.GetRelativePath(Repository.PathOf("tests"), AppContext.BaseDirectory); // PROJECT/bin/CONFIGURATION/FRAMEWORK
        string directory = Repository.PathOf("samples", sample, built[(built.IndexOf(Path.DirectorySeparatorChar, StringComparison.Ordinal) + 1)..]);
        var start = new ProcessStartInfo(Path.Join(directory, OperatingSystem.IsWindows() ? $"{sample}.exe" : sample), args)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in start.Environment.Keys.Where(key => key.StartsWith("SPICE", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(variable);
        }

        foreach ((string variable, string value) in environment)
        {
            start.Environment[variable] = value;
        }

        return new SampleProcess(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start."));
    }

    public static SampleProcess Start(string sample, params IEnumerable<string> args) => Start(sample, new Dictionary<string, string>(StringComparer.Ordinal), args);

    public static async Task<SampleResult> RunAsync(string sample, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> args)
    {
        await using SampleProcess process = Start(sample, environment, args);
        return await process.EndAsync();
    }

    public static Task<SampleResult> RunAsync(string sample, params IEnumerable<string> args) => RunAsync(sample, new Dictionary<string, string>(StringComparer.Ordinal), args);

    /// <summary>Reads the output up to the first line that has this text, and returns that line.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        while (await ReadLineAsync($"writing '{text}'") is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        Assert.Fail($"The sample never wrote '{text}', but: {_output}{await _errors}");
        return "";
    }

    /// <summary>Sends a signal, INT or TERM, as a shell or a service manager does.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    public async Task<SampleResult> EndAsync()
    {
        while (await ReadLineAsync("ending") is not null)
        {
            // Kept.
        }

        await _process.WaitForExitAsync(_stuck.Token);
        return new SampleResult(_process.ExitCode, _output.ToString(), (await _errors).ReplaceLineEndings("\n"));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        _stuck.Dispose();
    }

    /// <summary>The next line of the output, which is kept. Null: there are no more.</summary>
    private async Task<string?> ReadLineAsync(string awaited)
    {
        try
        {
            string? line = await _process.StandardOutput.ReadLineAsync(_stuck.Token);
            _output.Append(line).Append(line is null ? "" : "\n");
            return line;
        }
        catch (OperationCanceledException) when (_stuck.IsCancellationRequested)
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"The sample is stuck before {awaited}. It wrote: {_output}{await _errors}");
            return null;
        }
    }
}
