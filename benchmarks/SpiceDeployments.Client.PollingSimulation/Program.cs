// Simulates waits on every schedule and prints the costs of each. With a path as its argument, also writes the plot.
using SpiceDeployments.Client.PollingSimulation;

WorkloadResult[] regular = Measure(Workload.Regular);
WorkloadResult[] all = [.. regular, .. Measure(Workload.Misleading), .. Measure(Workload.WithoutTarget)];

Print("Exponential → predictive", Tables.Comparison(all));
Print("All schedules: mean lag / 95 % of the lags / mean requests", Tables.Schedules(all));
Print("Lowest possible lag ratio with as many requests and a known distribution, by the allowed delays", Tables.Limits(regular));

if (args is [string path])
{
    File.WriteAllText(path, LagPlot.Draw(regular));
}

string[] missed = [.. all.Where(result => result.MissesTarget).Select(result => result.Workload.Name)];
Console.WriteLine(missed.Length is 0 ? "All targets are met." : $"Missed targets: {string.Join("; ", missed)}.");
return missed.Length is 0 ? 0 : 1;

static WorkloadResult[] Measure(IEnumerable<Workload> workloads) => [.. workloads.AsParallel().AsOrdered().Select(WorkloadResult.Measure)];

static void Print(string title, IEnumerable<string> lines) => Console.WriteLine($"{title}\n\n{string.Join('\n', lines)}\n");
