using System.Diagnostics;
using System.Text;

namespace DeployAndWait.Tests;

/// <summary>The sample as a program of its own, with nothing in its environment that would lead it to a real service.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    /// <summary>Far more than any run needs; only one that goes on when it should end, or is silent when it should speak, comes this far.</summary>
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

    public static SampleProcess Start(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> args)
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "DeployAndWait.exe" : "DeployAndWait");
        var start = new ProcessStartInfo(program, args) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string variable in start.Environment.Keys.Where(key => key.StartsWith("SPICE", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(variable);
        }

        foreach ((string variable, string value) in environment)
        {
            start.Environment[variable] = value;
        }

        return new SampleProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."));
    }

    public static async Task<SampleResult> RunAsync(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> args)
    {
        await using SampleProcess sample = Start(environment, args);
        return await sample.EndAsync();
    }

    public static Task<SampleResult> RunAsync(params IEnumerable<string> args) => RunAsync(new Dictionary<string, string>(StringComparer.Ordinal), args);

    /// <summary>Reads the output up to the first line that has this text.</summary>
    public async Task ReadUntilAsync(string text)
    {
        while (await _process.StandardOutput.ReadLineAsync(_stuck.Token) is { } line)
        {
            _output.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The sample never wrote '{text}', but: {_output}{await _errors}");
    }

    /// <summary>Sends a signal, INT or TERM, as a shell or a service manager does.</summary>
    public async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    public async Task<SampleResult> EndAsync()
    {
        _output.Append(await _process.StandardOutput.ReadToEndAsync(_stuck.Token));
        await _process.WaitForExitAsync(_stuck.Token);
        return new SampleResult(_process.ExitCode, _output.ToString().ReplaceLineEndings("\n"), (await _errors).ReplaceLineEndings("\n"));
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
}
