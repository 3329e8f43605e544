using System.Globalization;
using SpiceDeployments.Client.RolloutLoad;

// Measures the goals of rollouts. --quick: measures 1,000 apps, in seconds, and only what does not depend on other load on the machine.
// --plot FILE: also writes the costs of 100 to 10,000 apps as SVG.
if (args is [Restart.Argument, var directory])
{
    await Restart.RunAsync(directory);
    return 0;
}

bool isQuick = args.Contains("--quick");
string? plot = args.SkipWhile(argument => argument is not "--plot").Skip(1).FirstOrDefault();
int apps = isQuick ? 1000 : 10_000;
int concurrency = isQuick ? 100 : 1000;
var goals = new List<Goal>();

Comparison.Measure(apps / 5, concurrency, repetitions: 1); // The first run compiles the code, which must not count.
var comparison = Comparison.Measure(apps, concurrency, repetitions: isQuick ? 1 : 5);
goals.Add(new Goal($"requests, to apps × (polls + 2): {Show(apps)} apps, {Show(concurrency)} at the same time", "", 1.02, comparison.RequestRatio, "0.000"));
if (!isQuick)
{
    goals.Add(new Goal("the same: processor time, to a loop by hand without a journal", "", 1.25, comparison.CpuRatio, "0.00"));
}

var memory = KeptMemory.Measure(apps, concurrency);
goals.Add(new Goal("memory of an app that has not started", "B", 600, memory.NotStarted, "0"));
goals.Add(new Goal("memory of an app that has completed", "B", 600, memory.Completed, "0"));
goals.Add(new Goal("in addition: memory of an app in the copy of the request", "B", null, memory.Request, "0"));

CountingStore store = Load.Run(apps, concurrency).Store;
goals.Add(new Goal("journal: lines for an app", "", 3, (double)store.TargetLines / apps, "0.00"));
goals.Add(new Goal("journal: size of an app", "B", 700, (double)store.Bytes / apps, "0"));
goals.Add(new Goal("in addition: size of an app in the line of the request", "B", null, (double)store.RequestBytes / apps, "0"));
if (!isQuick)
{
    goals.Add(new Goal("journal: processor time of an append, without the disk", "µs", 100, AppendTime.Measure(apps, concurrency, repetitions: 5).TotalMicroseconds, "0"));
    using var restart = new Restart();
    restart.Prepare(apps, concurrency);
    (TimeSpan time, TimeSpan cpu) = restart.Measure(processes: 7);
    goals.Add(new Goal($"restart with {Show(apps)} apps, {Show(restart.InFlight)} in flight: time to the first poll", "s", 2, time.TotalSeconds, "0.00"));
    goals.Add(new Goal("in addition: processor time until then", "s", null, cpu.TotalSeconds, "0.00"));
}

goals.Add(new Goal("idle slots while apps wait: 500 apps, 10 at the same time", "%", 2, Load.Run(500, concurrency: 10, appendTime: TimeSpan.FromMilliseconds(10)).IdleShare * 100, "0.00"));

Console.WriteLine("| Measure | Goal | Measured |");
Console.WriteLine("|---|--:|--:|");
goals.ForEach(Console.WriteLine);

if (plot is not null)
{
    int[] sizes = [100, 300, 1000, 3000];
    File.WriteAllText(plot, CostPlot.Draw([.. sizes.Select(size => Comparison.Measure(size, concurrency, repetitions: 3)), comparison]));
}

Goal[] missed = [.. goals.Where(goal => goal.IsMissed)];
Array.ForEach(missed, goal => Console.Error.WriteLine($"Missed: {goal}"));
return missed.Length is 0 ? 0 : 1;

static string Show(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
