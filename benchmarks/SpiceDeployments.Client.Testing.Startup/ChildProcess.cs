using System.Diagnostics;
using System.Globalization;

namespace SpiceDeployments.Client.Testing.Startup;

/// <summary>Runs this program in a child process that measures one server and prints the times.</summary>
internal static class ChildProcess
{
    public static async Task<StartupTimes> MeasureAsync(string server)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [server]) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode is not 0)
        {
            throw new InvalidOperationException($"The process for {server} exited with code {process.ExitCode}.");
        }

        double[] times = [.. output.Split(' ').Select(time => double.Parse(time, CultureInfo.InvariantCulture))];
        return new StartupTimes(times[0], times[1], times[2], times[3]);
    }

    public static void Print(StartupTimes times) =>
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{times.First} {times.ProcessorTime} {times.FirstResponse} {times.Later}"));
}
