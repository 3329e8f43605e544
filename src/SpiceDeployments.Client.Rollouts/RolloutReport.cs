using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SpiceDeployments.Client.Rollouts;

/// <summary>What a rollout has done, for people and for CI systems.</summary>
public sealed record RolloutReport
{
    private RolloutReport(Rollout rollout) => Rollout = rollout;

    /// <summary>The rollout.</summary>
    public Rollout Rollout { get; }

    /// <summary>The time from the creation to the completion, or <c>null</c> if the rollout has not completed.</summary>
    public TimeSpan? Duration => Rollout.CompletedAt - Rollout.CreatedAt;

    /// <summary>The number of apps of each status that occurs, in the order of the statuses.</summary>
    public IReadOnlyList<KeyValuePair<RolloutTargetStatus, int>> Counts =>
        [.. Enum.GetValues<RolloutTargetStatus>().Select(status => KeyValuePair.Create(status, Rollout.Count(status))).Where(count => count.Value > 0)];

    /// <summary>Creates the report of a rollout.</summary>
    /// <param name="rollout">The rollout, completed or not.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rollout"/> is <c>null</c>.</exception>
    public static RolloutReport Create(Rollout rollout)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        return new RolloutReport(rollout);
    }

    /// <summary>Returns the status, the counts and the cause in one line.</summary>
    /// <returns>A text such as <c>Rollout 'build-7' is Failed: 9 Succeeded, 1 Failed, 2 Skipped. …</c>.</returns>
    public override string ToString()
    {
        string attempt = Rollout.Attempt > 1 ? $" in attempt {Rollout.Attempt}" : "";
        string tolerance = Rollout is { FailureCount: > 0 } ? $" The failure tolerance is {Rollout.Request.FailureTolerance}." : "";
        string message = string.IsNullOrWhiteSpace(Rollout.Message) ? "" : $" {ToLine(Rollout.Message)}";
        return $"Rollout '{Rollout.Id}' is {Rollout.Status}{attempt}: {DescribeCounts()}.{tolerance}{message}";
    }

    /// <summary>Returns the report as Markdown, for example for the summary of a CI job. Texts of the service are escaped.</summary>
    /// <returns>A heading, a sentence, and a table with a row for each app.</returns>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## Rollout {Escape(Rollout.Id)}: {Rollout.Status}\n\n{Escape(ToString())}\n\n");
        text.Append("| Wave | App | Status | Deployment | Duration | Message |\n|---|---|---|---|---|---|\n");
        foreach ((RolloutWave wave, RolloutTargetState target) in GetRows())
        {
            text.Append(CultureInfo.InvariantCulture, $"| {wave.Number} | {Escape(target.Target.DisplayName)} | {target.Status} | {DescribeDeployments(target)} | {FormatDuration(target)} | {Escape(DescribeMessage(target))} |\n");
        }

        return text.ToString();
    }

    /// <summary>
    /// Returns the report as JUnit XML, which CI systems show as test results: a suite for each wave, a case for each app. An app that failed, timed out
    /// or was rolled back is a failure; one whose outcome is unknown or that could not be put back is an error; one that was superseded or not deployed is skipped.
    /// </summary>
    /// <returns>The XML document.</returns>
    public string ToJUnitXml()
    {
        IEnumerable<XElement> suites = GetRows().GroupBy(row => row.Wave.Number, row => CreateCase(row.Target)).Select(cases => CreateSuite($"{Rollout.Id}, wave {cases.Key}", [.. cases]));
        return new XDocument(new XElement("testsuites", new XAttribute("name", Rollout.Id), suites)).ToString();
    }

    private static XElement CreateSuite(string name, IReadOnlyList<XElement> cases)
    {
        return new XElement(
            "testsuite",
            new XAttribute("name", name),
            new XAttribute("tests", cases.Count),
            new XAttribute("failures", Count("failure")),
            new XAttribute("errors", Count("error")),
            new XAttribute("skipped", Count("skipped")),
            cases);

        int Count(string element) => cases.Count(one => one.Element(element) is not null);
    }

    private XElement CreateCase(RolloutTargetState target) => new(
        "testcase",
        new XAttribute("classname", Rollout.Id),
        new XAttribute("name", ToXmlText(target.Target.DisplayName)),
        new XAttribute("time", (GetDuration(target) ?? TimeSpan.Zero).TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture)),
        target.Status switch
        {
            RolloutTargetStatus.Succeeded => null,
            RolloutTargetStatus.Failed or RolloutTargetStatus.TimedOut or RolloutTargetStatus.RolledBack => CreateResult("failure", target),
            RolloutTargetStatus.Unknown or RolloutTargetStatus.NotRolledBack => CreateResult("error", target),
            _ => CreateResult("skipped", target),
        });

    private static XElement CreateResult(string name, RolloutTargetState target) =>
        new(name, new XAttribute("message", ToXmlText($"{target.Status}. {ToLine(DescribeMessage(target))}".TrimEnd())));

    /// <summary>Replaces what XML does not permit or a terminal interprets, and divides <c>##</c>, with which commands of Azure Pipelines begin anywhere in a line of a log.</summary>
    private static string ToXmlText(string text)
    {
        var cleaned = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            cleaned.Append(cleaned.Length > 0 && cleaned[^1] is '#' && rune.Value is '#' ? " " : "");
            cleaned.Append(IsInvisible(rune) || (rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value)) ? Rune.ReplacementChar : rune);
        }

        return cleaned.ToString();
    }

    /// <summary>Whether a character controls the display, such as the direction of the text, instead of being displayed.</summary>
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private IEnumerable<(RolloutWave Wave, RolloutTargetState Target)> GetRows() =>
        Rollout.Waves.SelectMany(wave => Enumerable.Range(wave.Start, wave.Targets.Count).Select(index => (wave, Rollout.Targets[index])));

    private string DescribeCounts() => string.Join(", ", Counts.Select(count => $"{count.Value} {count.Key}"));

    private static string DescribeDeployments(RolloutTargetState target) =>
        target.RollbackDeploymentId is { } rollback ? $"{target.DeploymentId}, back: {rollback}" : $"{target.DeploymentId}";

    private static string DescribeMessage(RolloutTargetState target) =>
        string.Join(" ", new[] { target.Message, target.RollbackMessage is null ? null : $"Not put back: {target.RollbackMessage}" }.Where(message => !string.IsNullOrWhiteSpace(message)));

    private static TimeSpan? GetDuration(RolloutTargetState target) => target.CompletedAt - target.StartedAt;

    private static string FormatDuration(RolloutTargetState target) => GetDuration(target) is { } duration ? $"{duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s" : "";

    /// <summary>A line break would end the row of a table, or the line of a log.</summary>
    private static string ToLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Escapes what Markdown and HTML would interpret.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in ToLine(text).EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' => $"\\{rune}",
                '@' => "&#64;", // Would notify a user of the CI system.
                _ => (IsInvisible(rune) ? Rune.ReplacementChar : rune).ToString(),
            });
        }

        return escaped.ToString();
    }
}
