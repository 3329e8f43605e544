// Starts each server as the first of many fresh processes, by turns, and prints the medians. With the name of a server: measures it in this process.
using System.Globalization;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Testing.Start;

const int processes = 15;
const string emulator = "emulator";
const string kestrel = "kestrel";

if (args is [var server])
{
    FreshProcess.Print(server == emulator
        ? await StartMeter.MeasureAsync(() => SpiceCloudEmulator.StartAsync(), started => started.BaseAddress)
        : await StartMeter.MeasureAsync(EmptyKestrel.StartAsync, EmptyKestrel.AddressOf));
    return;
}

var emulators = new List<StartTimes>();
var kestrels = new List<StartTimes>();
while (emulators.Count < processes)
{
    emulators.Add(await FreshProcess.MeasureAsync(emulator));
    kestrels.Add(await FreshProcess.MeasureAsync(kestrel));
}

var ours = StartTimes.MedianOf(emulators);
var theirs = StartTimes.MedianOf(kestrels);
Console.WriteLine($"Milliseconds, medians of {processes} processes each:\n");
Console.WriteLine("| | Emulator | Empty Kestrel | Ratio |");
Console.WriteLine("|---|--:|--:|--:|");
PrintRow("First start of a process", times => times.First);
PrintRow("Its processor time", times => times.ProcessorTime);
PrintRow("From its beginning to the first answer", times => times.FirstAnswer);
PrintRow("Each later start", times => times.Later);

void PrintRow(string name, Func<StartTimes, double> time) => Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"| {name} | {time(ours):0.0} | {time(theirs):0.0} | {time(ours) / time(theirs):0.00} |"));
