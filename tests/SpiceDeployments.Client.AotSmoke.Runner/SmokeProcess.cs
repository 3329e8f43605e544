using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SpiceDeployments.Client.AotSmoke.Runner;

/// <summary>Runs the program against a new emulator in this process.</summary>
internal static partial class SmokeProcess
{
    /// <summary>Far more than the program needs unless it hangs.</summary>
    private static readonly TimeSpan HangTimeout = TimeSpan.FromMinutes(1);

    /// <exception cref="SmokeException">The program failed or did not send the expected requests.</exception>
    public static async Task<SmokeRun> RunAsync(string program)
    {
        await using SmokeCloud cloud = await SmokeCloud.StartAsync();
        DateTimeOffset startedAt = TimeProvider.System.GetUtcNow();
        string output = await RunToExitAsync(program, cloud);
        cloud.Check();
        return new SmokeRun(output, cloud.FirstRequestAt - startedAt, ParsePeakMemory(output));
    }

    private static async Task<string> RunToExitAsync(string program, SmokeCloud cloud)
    {
        var start = new ProcessStartInfo(program, cloud.Arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        using Process process = Process.Start(start) ?? throw new SmokeException($"{program} did not start.");
        var output = new StringBuilder();
        using var hang = new CancellationTokenSource(HangTimeout);
        try
        {
            await ReadAsync(process.StandardOutput, output, cloud, hang.Token);
            await process.WaitForExitAsync(hang.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new SmokeException($"{output}{program} did not exit within {HangTimeout.TotalSeconds} s.");
        }

        return process.ExitCode is 0 ? output.ToString() : throw new SmokeException($"{output}{program} exited with code {process.ExitCode}.");
    }

    /// <summary>Reads the output of the program. The line of the first poll shows that a wait is in progress.</summary>
    private static async Task ReadAsync(StreamReader reader, StringBuilder output, SmokeCloud cloud, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            output.AppendLine(line);
            if (line.Contains(": first poll: ", StringComparison.Ordinal))
            {
                cloud.CompleteDeployment();
            }
        }
    }

    private static long ParsePeakMemory(string output)
    {
        Match line = PeakMemoryLine().Match(output);
        return line.Success
            ? long.Parse(line.Groups["kib"].ValueSpan, CultureInfo.InvariantCulture) * 1024
            : throw new SmokeException($"{output}The program did not write its peak memory.");
    }

    [GeneratedRegex(@"^VmHWM:\s+(?<kib>\d+) kB", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PeakMemoryLine();
}
