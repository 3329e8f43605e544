using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;
using SpiceDeployments.Client.Tests.Shared;

namespace SpiceDeployments.Client.Rollouts.Tests.Conventions;

/// <summary>The section about rollouts of <c>docs/observability.md</c> lists exactly their telemetry. If it is outdated, the failure shows the expected rows.</summary>
public sealed partial class ObservabilityDocsTests : RolloutTest
{
    /// <summary>An id that no other test has, because their activities are recorded, too.</summary>
    private const string PageId = "observability-page";

    private static readonly string Section =
        File.ReadAllText(Repository.PathOf("docs", "observability.md")).ReplaceLineEndings("\n").Split("\n## Rollouts\n")[1].Split("\n## ")[0];

    [Fact]
    public void LogMessages_InTheDocument_AreThoseOfThePackage() => AssertRows(
        "Id",
        typeof(Log).GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .OrderBy(message => message.EventId)
            .Select(message => $"| {message.EventId} | {message.Level} | {message.Message} |"));

    [Fact]
    public async Task Metrics_InTheDocument_AreThoseOfTheMeter()
    {
        var instruments = new ConcurrentQueue<Instrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) => instruments.Enqueue(instrument);
        await RunAsync(new RolloutRequest { Targets = AddApps(1) });
        listener.Start();

        AssertRows("Metric", instruments
            .Where(instrument => instrument.Meter.Name == RolloutsDiagnostics.MeterName)
            .Select(instrument => $"| `{instrument.Name}` | {GetKind(instrument)} | `{instrument.Unit}` | {instrument.Description} |"));
    }

    /// <summary>A row for each activity, which names all of its attributes and no other.</summary>
    [Fact]
    public async Task Activities_InTheDocument_AreThoseOfARollout()
    {
        var activities = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RolloutsDiagnostics.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        RolloutClient client = CreateRolloutClient();
        await client.StartAsync(PageId, new RolloutRequest { Targets = AddApps(1) }, CancellationToken);
        await client.WaitForCompletionAsync(PageId, progress: null, CancellationToken);

        Assert.Equal(
            [.. activities.Where(activity => Equals(activity.GetTagItem("spice.rollout.id"), PageId)).Select(Describe).Distinct().Order(StringComparer.Ordinal)],
            GetRows("Activity").Select(row => string.Join(' ', Name().Matches(row).Select(match => match.Value.Trim('`')))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_InTheDocument_AreTheSourceAndTheCategory()
    {
        Assert.Contains($"`{typeof(RolloutClient)}`", Section, StringComparison.Ordinal);
        Assert.Contains(nameof(RolloutsDiagnostics.ActivitySourceName), Section, StringComparison.Ordinal);
        Assert.Contains(nameof(RolloutsDiagnostics.MeterName), Section, StringComparison.Ordinal);
    }

    private static string Describe(Activity activity) => string.Join(' ', activity.TagObjects.Select(tag => tag.Key).Prepend(activity.OperationName));

    private static string GetKind(Instrument instrument) => instrument.GetType().Name.Split('`')[0].Replace("Observable", "", StringComparison.Ordinal).ToLowerInvariant();

    private static void AssertRows(string header, IEnumerable<string> rows)
    {
        string expected = string.Join('\n', rows);
        Assert.True(expected == string.Join('\n', GetRows(header)), $"docs/observability.md must have these rows under '{header}':\n{expected}");
    }

    /// <summary>Returns the rows of the table whose first column has a header.</summary>
    private static IEnumerable<string> GetRows(string header) => Section.Split($"\n| {header} |")[1].Split('\n').Skip(2).TakeWhile(line => line.StartsWith('|'));

    [GeneratedRegex("`spice\\.[a-z_.]+`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
