using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Tests.Conventions;

/// <summary><c>docs/observability.md</c> lists exactly the telemetry of the client. If it is outdated, the failure shows the expected rows.</summary>
public sealed partial class ObservabilityDocsTests
{
    /// <summary>The page without its last section, which the tests of the rollouts compare.</summary>
    private static readonly string Document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "observability.md")).Split("\n## Rollouts\n")[0];

    [Fact]
    public void Metrics_InTheDocument_AreThoseOfTheMeter()
    {
        var instruments = new ConcurrentQueue<Instrument>(); // Other tests create instruments at the same time.
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) => instruments.Enqueue(instrument);
        ClientMetrics.RecordPoll(); // Creates the instruments.
        listener.Start();

        AssertRows("Metrics", instruments
            .Where(instrument => instrument.Meter.Name == DeploymentsClientDiagnostics.MeterName)
            .OrderBy(instrument => instrument.Name, StringComparer.Ordinal)
            .Select(instrument => $"| `{instrument.Name}` | {GetKind(instrument)} | `{instrument.Unit}` | {instrument.Description} |"));
    }

    [Fact]
    public void LogMessages_InTheDocument_AreThoseOfTheClient() => AssertRows(
        "Log messages",
        typeof(Log).GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .OrderBy(message => message.EventId)
            .Select(message => $"| {message.EventId} | {message.Level} | {message.Message} |"));

    [Fact]
    public void Names_InTheDocument_AreThoseOfTheClient()
    {
        string[] names = [.. GetNames(typeof(ClientActivity)), .. GetNames(typeof(CreateTelemetry)), .. GetNames(typeof(TagNames))];

        Assert.Equal(
            names.Where(name => name.StartsWith("spice.", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            Name().Matches(Document).Select(match => match.Value.Trim('`')).Where(name => !name.StartsWith("spice.client.", StringComparison.Ordinal))
                .Distinct().Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.Contains($"`{name}`", Document, StringComparison.Ordinal));
    }

    private static string GetKind(Instrument instrument) => instrument.GetType().Name.Split('`')[0].ToLowerInvariant();

    private static IEnumerable<string> GetNames(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public).Where(field => field.IsLiteral).Select(field => field.GetRawConstantValue()).OfType<string>();

    private static void AssertRows(string heading, IEnumerable<string> rows)
    {
        string expected = string.Join('\n', rows);
        Assert.True(expected == string.Join('\n', GetRows(heading)), $"docs/observability.md must have these rows under '{heading}':\n{expected}");
    }

    /// <summary>Returns the rows of the table under a heading, without the header.</summary>
    private static IEnumerable<string> GetRows(string heading) =>
        Document.Split($"## {heading}\n")[1].Split("\n## ")[0].Split('\n').Where(line => line.StartsWith('|')).Skip(2);

    [GeneratedRegex("`spice\\.[a-z_.]+`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
