// Starts the servers alternately in child processes and prints the medians. With the name of a server, measures that server in this process.
using System.Globalization;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Testing.Startup;

const int processes = 15;
const string emulator = "emulator";
const string kestrel = "kestrel";

if (args is [var server])
{
    ChildProcess.Print(server == emulator
        ? await StartupBenchmark.MeasureAsync(() => SpiceCloudEmulator.StartAsync(), started => started.BaseAddress)
        : await StartupBenchmark.MeasureAsync(EmptyKestrel.StartAsync, EmptyKestrel.GetAddress));
    return;
}

var emulators = new List<StartupTimes>();
var kestrels = new List<StartupTimes>();
while (emulators.Count < processes)
{
    emulators.Add(await ChildProcess.MeasureAsync(emulator));
    kestrels.Add(await ChildProcess.MeasureAsync(kestrel));
}

var emulatorTimes = StartupTimes.GetMedians(emulators);
var kestrelTimes = StartupTimes.GetMedians(kestrels);
Console.WriteLine($"Medians of {processes} processes each, in milliseconds:\n");
Console.WriteLine("| | Emulator | Empty Kestrel | Ratio |");
Console.WriteLine("|---|--:|--:|--:|");
PrintRow("First start in a process", times => times.First);
PrintRow("Processor time of the first start", times => times.ProcessorTime);
PrintRow("First start to first response", times => times.FirstResponse);
PrintRow("Later starts", times => times.Later);

void PrintRow(string name, Func<StartupTimes, double> time) => Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"| {name} | {time(emulatorTimes):0.0} | {time(kestrelTimes):0.0} | {time(emulatorTimes) / time(kestrelTimes):0.00} |"));
