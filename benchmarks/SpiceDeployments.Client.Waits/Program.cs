using SpiceDeployments.Client.Waits;

// Without arguments: from 100 to 100,000 waits, ten on each app. --quick: 1,000 only, in seconds. --plot FILE: writes the growth as SVG.
const int waitsPerApp = 10;
int[] sizes = args.Contains("--quick") ? [1000] : [100, 300, 1000, 3000, 10_000, 30_000, 100_000];
string? plot = args.SkipWhile(argument => argument is not "--plot").Skip(1).FirstOrDefault();

int looks = Run(apps: 1, waitsPerApp: 1).Requests;
Run(apps: 100, waitsPerApp); // What is compiled at the first run is not the waits' to pay.

var measurements = new List<Measurement>();
var missed = new List<string>();
GrowthTable.PrintHead();
foreach (int size in sizes)
{
    Measurement measurement = Run(size / waitsPerApp, waitsPerApp);
    GrowthTable.Print(measurement, looks);
    measurements.Add(measurement);
    missed.AddRange(Goals.MissedBy(measurement, looks));
}

if (plot is not null)
{
    File.WriteAllText(plot, GrowthPlot.Draw(measurements));
}

missed.ForEach(Console.Error.WriteLine);
return missed.Count is 0 ? 0 : 1;

static Measurement Run(int apps, int waitsPerApp)
{
    using var fleet = new Fleet(apps, waitsPerApp);
    return fleet.Run();
}
