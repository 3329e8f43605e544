using System.Diagnostics;
using System.Globalization;

namespace SpiceDeployments.Client.Testing.Start;

/// <summary>This program once more, as a new process that measures one server and prints the times.</summary>
internal static class FreshProcess
{
    public static async Task<StartTimes> MeasureAsync(string server)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [server]) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode is not 0)
        {
            throw new InvalidOperationException($"The process for {server} ended with {process.ExitCode}.");
        }

        double[] times = [.. output.Split(' ').Select(time => double.Parse(time, CultureInfo.InvariantCulture))];
        return new StartTimes(times[0], times[1], times[2], times[3]);
    }

    public static void Print(StartTimes times) =>
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{times.First} {times.ProcessorTime} {times.FirstAnswer} {times.Later}"));
}
