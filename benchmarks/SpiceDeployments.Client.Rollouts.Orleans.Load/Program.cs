using System.Globalization;
using SpiceDeployments.Client.Rollouts.Orleans.Load;

// Measures rollouts on a cluster against those in one process, and how long a cluster takes until another silo continues a rollout. Needs redis-server.
// --quick: measures 100 apps, and no failover, in seconds.
bool isQuick = args.Contains("--quick");
int apps = isQuick ? 100 : 1000;
await using RedisServer redis = await RedisServer.StartAsync(CancellationToken.None);
await LocalRun.MeasureAsync(apps / 10); // The first runs compile the code, which must not count.
await ClusterRun.MeasureAsync(apps / 10, silos: 1, redis.Address);

Measurement local = await LocalRun.MeasureAsync(apps);
var goals = new List<Goal> { new($"{Show(apps)} apps in one process, 50 at the same time: time", "s", null, local.Time.TotalSeconds, "0.0") };
for (int silos = 1; silos <= 3; silos++)
{
    Measurement cluster = await ClusterRun.MeasureAsync(apps, silos, redis.Address);
    string name = silos is 1 ? "one silo" : $"{silos} silos";
    double? maxTime = isQuick ? null : 1.5; // 100 apps take so little time that the start of the rollout counts.
    goals.Add(new Goal($"{name}: time, to that in one process", "", maxTime, cluster.Time / local.Time, "0.00"));
    goals.Add(new Goal($"{name}: processor time, to that in one process", "", null, cluster.Processor / local.Processor, "0.00"));
    goals.Add(new Goal($"{name}: requests, to those in one process", "", 1.02, (double)cluster.Requests / local.Requests, "0.000"));
    goals.Add(new Goal($"{name}: writes to the storage for an app", "", 4, (double)cluster.Writes / apps, "0.00"));
}

if (!isQuick)
{
    await AddFailoverAsync("fast", "probes of 1 s, reminders of 2 s", TimeSpan.FromSeconds(2), maxMedian: 15, maxPercentile: 15);
    await AddFailoverAsync("default", "the defaults of Orleans", TimeSpan.FromMinutes(1), maxMedian: 60, maxPercentile: 100);
}

Console.WriteLine("| Measure | Goal | Measured |");
Console.WriteLine("|---|--:|--:|");
goals.ForEach(Console.WriteLine);
Goal[] missed = [.. goals.Where(goal => goal.IsMissed)];
Array.ForEach(missed, goal => Console.Error.WriteLine($"Missed: {goal}"));
return missed.Length is 0 ? 0 : 1;

async Task AddFailoverAsync(string timing, string name, TimeSpan reminderPeriod, double maxMedian, double maxPercentile)
{
    const int count = 20;
    IReadOnlyList<TimeSpan> times = await Failover.MeasureAsync(timing, reminderPeriod, count, redis.Address);
    goals.Add(new Goal($"death of a silo to the next poll, {name}: median of {count}", "s", maxMedian, times[count / 2].TotalSeconds, "0.0"));
    goals.Add(new Goal($"the same: 95th percentile", "s", maxPercentile, times[(count * 95 / 100) - 1].TotalSeconds, "0.0"));
}

static string Show(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
