// Waits for simulated deployments on every schedule and prints what each costs. With a path as its argument it also draws the plot.
using SpiceDeployments.Client.Schedules;

Measured[] regular = Measure(Case.Regular);
Measured[] all = [.. regular, .. Measure(Case.Misleading), .. Measure(Case.Others)];

Print("Exponential → predictive", Tables.Comparison(all));
Print("All schedules: mean lag / 95 % of the lags / mean requests", Tables.Schedules(all));
Print("The least lag ratio with as many requests, for one who knows the distribution, by the delays allowed", Tables.Limits(regular));

if (args is [string path])
{
    File.WriteAllText(path, LagPlot.Draw(regular));
}

string[] missed = [.. all.Where(measured => measured.MissesGoal).Select(measured => measured.Case.Name)];
Console.WriteLine(missed.Length is 0 ? "Every goal is met." : $"Goals missed: {string.Join("; ", missed)}.");
return missed.Length is 0 ? 0 : 1;

static Measured[] Measure(IEnumerable<Case> cases) => [.. cases.AsParallel().AsOrdered().Select(Measured.Of)];

static void Print(string title, IEnumerable<string> lines) => Console.WriteLine($"{title}\n\n{string.Join('\n', lines)}\n");
