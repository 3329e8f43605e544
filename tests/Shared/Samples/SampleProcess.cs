using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SpiceDeployments.Client.Tests.Shared;

/// <summary>A sample in its own process, without the variables of a real service in its environment.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    /// <summary>Longer than any sample runs. Only a sample that hangs reaches this time.</summary>
    private static readonly TimeSpan HangTimeout = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _hangTimeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly StringBuilder _output = new();

    private SampleProcess(Process process)
    {
        _process = process;
        _hangTimeout.CancelAfter(HangTimeout);
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>Starts a sample in its output directory, which contains its files.</summary>
    public static SampleProcess Start(string sample, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> args)
    {
        string built = Path.GetRelativePath(Repository.PathOf("tests"), AppContext.BaseDirectory); // PROJECT/bin/CONFIGURATION/FRAMEWORK
        string directory = Repository.PathOf("samples", sample, built[(built.IndexOf(Path.DirectorySeparatorChar, StringComparison.Ordinal) + 1)..]);
        string file = Path.Join(directory, OperatingSystem.IsWindows() ? $"{sample}.exe" : sample);
        ProcessStartInfo start = IsInterruptIgnored() ? new("env", ["--default-signal=INT", file, .. args]) : new(file, args);
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true);
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

    /// <summary>Whether this process was started with SIGINT ignored, as a shell starts a job in the background. The samples would inherit that.</summary>
    private static bool IsInterruptIgnored()
    {
        const string ignoredSignals = "SigIgn:";
        const ulong interrupt = 1 << 1;
        return OperatingSystem.IsLinux()
            && File.ReadLines("/proc/self/status").First(line => line.StartsWith(ignoredSignals, StringComparison.Ordinal)) is { } line
            && (ulong.Parse(line.AsSpan(ignoredSignals.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & interrupt) is not 0;
    }

    public static SampleProcess Start(string sample, params IEnumerable<string> args) => Start(sample, new Dictionary<string, string>(StringComparer.Ordinal), args);

    public static async Task<SampleResult> RunAsync(string sample, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> args)
    {
        await using SampleProcess process = Start(sample, environment, args);
        return await process.WaitForExitAsync();
    }

    public static Task<SampleResult> RunAsync(string sample, params IEnumerable<string> args) => RunAsync(sample, new Dictionary<string, string>(StringComparer.Ordinal), args);

    /// <summary>Reads the output until a line contains the text, and returns that line.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        while (await ReadLineAsync($"writing '{text}'") is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        Assert.Fail($"The sample did not write '{text}'. Its output: {_output}{await _errors}");
        return "";
    }

    /// <summary>Sends a signal, such as INT or TERM.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    public async Task<SampleResult> WaitForExitAsync()
    {
        while (await ReadLineAsync("exiting") is not null)
        {
            // ReadLineAsync keeps the line.
        }

        await _process.WaitForExitAsync(_hangTimeout.Token);
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
        _hangTimeout.Dispose();
    }

    /// <summary>Reads and keeps the next line of the output. Returns <c>null</c> at the end of the output.</summary>
    private async Task<string?> ReadLineAsync(string awaited)
    {
        try
        {
            string? line = await _process.StandardOutput.ReadLineAsync(_hangTimeout.Token);
            _output.Append(line).Append(line is null ? "" : "\n");
            return line;
        }
        catch (OperationCanceledException) when (_hangTimeout.IsCancellationRequested)
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"The sample hangs before {awaited}. Its output: {_output}{await _errors}");
            return null;
        }
    }
}
