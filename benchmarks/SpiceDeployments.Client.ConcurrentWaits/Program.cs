using SpiceDeployments.Client.ConcurrentWaits;

// Runs 100 to 100,000 waits, ten per app. --quick: runs 1,000 waits only, in seconds. --plot FILE: also writes the growth as SVG.
const int waitsPerApp = 10;
int[] sizes = args.Contains("--quick") ? [1000] : [100, 300, 1000, 3000, 10_000, 30_000, 100_000];
string? plot = args.SkipWhile(argument => argument is not "--plot").Skip(1).FirstOrDefault();

int polls = Run(apps: 1, waitsPerApp: 1).Requests;
Run(apps: 100, waitsPerApp); // The first run compiles the code, which must not count.

var measurements = new List<Measurement>();
var missed = new List<string>();
GrowthTable.PrintHeader();
foreach (int size in sizes)
{
    Measurement measurement = Run(size / waitsPerApp, waitsPerApp);
    GrowthTable.Print(measurement, polls);
    measurements.Add(measurement);
    missed.AddRange(Targets.GetMissed(measurement, polls));
}

if (plot is not null)
{
    File.WriteAllText(plot, GrowthPlot.Draw(measurements));
}

missed.ForEach(Console.Error.WriteLine);
return missed.Count is 0 ? 0 : 1;

static Measurement Run(int apps, int waitsPerApp)
{
    using var load = new WaitLoad(apps, waitsPerApp);
    return load.Run();
}
