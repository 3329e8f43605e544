using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SpiceDeployments.Client.AotSmoke.Runner;

/// <summary>Runs the program against an emulator of its own, which is in this process.</summary>
internal static partial class SmokeProcess
{
    /// <summary>Far more than the program needs; only one that is stuck comes this far.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(1);

    /// <exception cref="SmokeException">The program did not end with 0, or did not do what it should.</exception>
    public static async Task<SmokeRun> RunAsync(string program)
    {
        await using SmokeCloud cloud = await SmokeCloud.StartAsync();
        DateTimeOffset startedAt = TimeProvider.System.GetUtcNow();
        string output = await EndAsync(program, cloud);
        cloud.Check();
        return new SmokeRun(output, cloud.FirstRequestAt - startedAt, PeakMemoryIn(output));
    }

    private static async Task<string> EndAsync(string program, SmokeCloud cloud)
    {
        var start = new ProcessStartInfo(program, cloud.Arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        using Process process = Process.Start(start) ?? throw new SmokeException($"{program} did not start.");
        var output = new StringBuilder();
        using var stuck = new CancellationTokenSource(StuckAfter);
        try
        {
            await ReadAsync(process.StandardOutput, output, cloud, stuck.Token);
            await process.WaitForExitAsync(stuck.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new SmokeException($"{output}{program} did not end within {StuckAfter.TotalSeconds} s.");
        }

        return process.ExitCode is 0 ? output.ToString() : throw new SmokeException($"{output}{program} ended with {process.ExitCode}.");
    }

    /// <summary>Reads what the program writes, to the end. When it tells of its first look, it is in the middle of a wait.</summary>
    private static async Task ReadAsync(StreamReader reader, StringBuilder output, SmokeCloud cloud, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            output.AppendLine(line);
            if (line.Contains(": first look: ", StringComparison.Ordinal))
            {
                cloud.EndDeployment();
            }
        }
    }

    private static long PeakMemoryIn(string output)
    {
        Match line = PeakMemoryLine().Match(output);
        return line.Success
            ? long.Parse(line.Groups["kib"].ValueSpan, CultureInfo.InvariantCulture) * 1024
            : throw new SmokeException($"{output}The program did not tell its peak memory.");
    }

    [GeneratedRegex(@"^VmHWM:\s+(?<kib>\d+) kB", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PeakMemoryLine();
}
