using System.Diagnostics;
using System.Text;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Tests.Infrastructure;

/// <summary>The program, or a shell that runs it, in its own process, with the variables of an emulator and no others of the service or of a CI system.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    private static readonly string[] CiVariables = ["CI", "TF_BUILD", "NO_COLOR", "GITLAB_CI"];

    /// <summary>Longer than any test runs. Only a program that hangs reaches this time.</summary>
    private static readonly TimeSpan HangTimeout = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _hang = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly StringBuilder _output = new();

    private ToolProcess(Process process)
    {
        _process = process;
        _hang.CancelAfter(HangTimeout);
        _error = process.StandardError.ReadToEndAsync(_hang.Token);
    }

    /// <summary>The built program.</summary>
    public static string ProgramPath { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "SpiceDeployments.Tool.exe" : "SpiceDeployments.Tool");

    public static ToolProcess Start(SpiceCloudEmulator cloud, params string[] args) => Start(cloud, new Dictionary<string, string?>(StringComparer.Ordinal), args);

    public static ToolProcess Start(SpiceCloudEmulator cloud, IReadOnlyDictionary<string, string?> variables, params string[] args) =>
        StartCommand(cloud, variables, Path.GetTempPath(), [ProgramPath, .. args]);

    /// <summary>Starts a command, such as a shell, in a folder.</summary>
    public static ToolProcess StartCommand(SpiceCloudEmulator cloud, IReadOnlyDictionary<string, string?> variables, string folder, string[] command)
    {
        string[] words = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT,HUP,TERM", .. command] : command; // A shell may ignore signals in its background jobs.
        var start = new ProcessStartInfo(words[0], words[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (string variable in start.Environment.Keys.Where(key => key.StartsWith("SPICE", StringComparison.Ordinal) || key.StartsWith("GITHUB_", StringComparison.Ordinal) || CiVariables.Contains(key)).ToList())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["SPICEAI_API_ENDPOINT"] = cloud.BaseAddress.ToString();
        start.Environment["SPICE_API_TOKEN"] = cloud.AccessToken;
        foreach ((string variable, string? value) in variables)
        {
            start.Environment[variable] = value;
        }

        return new ToolProcess(Process.Start(start)!);
    }

    /// <summary>Reads the output until a line contains a text.</summary>
    public async Task ReadUntilAsync(string text)
    {
        while (await _process.StandardOutput.ReadLineAsync(_hang.Token) is { } line)
        {
            _output.Append(line).Append('\n');
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The program did not write '{text}': {_output}{await _error}");
    }

    /// <summary>Sends a signal, such as INT.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync(_hang.Token);
    }

    public async Task<ToolResult> WaitForExitAsync()
    {
        _output.Append(await _process.StandardOutput.ReadToEndAsync(_hang.Token));
        await _process.WaitForExitAsync(_hang.Token);
        return new ToolResult(_process.ExitCode, _output.ToString().ReplaceLineEndings("\n"), (await _error).ReplaceLineEndings("\n"));
    }

    /// <summary>Closes the reading end of the output, as a command such as <c>head</c> does.</summary>
    public void CloseOutput() => _process.StandardOutput.Close();

    public async Task<int> WaitForExitCodeAsync()
    {
        await _process.WaitForExitAsync(_hang.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        _hang.Dispose();
    }
}
