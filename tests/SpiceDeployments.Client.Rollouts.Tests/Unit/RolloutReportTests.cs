using System.Globalization;
using System.Xml.Linq;
using SpiceDeployments.Client.Rollouts.Internal;

namespace SpiceDeployments.Client.Rollouts.Tests.Unit;

public sealed class RolloutReportTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private readonly List<RolloutEvent> _events = [];

    [Fact]
    public void ToString_SomeFailed_HasStatusCountsAndTolerance()
    {
        Create("orders", "billing", "search");
        Add(RolloutEventKind.TargetSucceeded, 0);
        Add(RolloutEventKind.TargetFailed, 1, "Failed to pull container image");
        Add(RolloutEventKind.Completed);

        Assert.Equal("Rollout 'build-7' is Failed: 1 Succeeded, 1 Failed, 1 Skipped. The failure tolerance is 0.", RolloutReport.Create(Replay()).ToString());
    }

    [Fact]
    public void ToMarkdown_TextsOfTheService_CannotAddMarkup()
    {
        Create("orders | x");
        Add(RolloutEventKind.TargetFailed, 0, "a|b\n| 9 | forged | <img src=x> @everyone [link](http://evil) `code`");
        Add(RolloutEventKind.Completed);

        string markdown = RolloutReport.Create(Replay()).ToMarkdown();

        string row = Assert.Single(markdown.Split('\n'), line => line.Contains("orders", StringComparison.Ordinal));
        Assert.Equal(
            "| 1 | orders \\| x | Failed |  |  | a\\|b \\| 9 \\| forged \\| &lt;img src=x&gt; &#64;everyone \\[link\\](http://evil) \\`code\\` |", row);
    }

    [Fact]
    public void ToJUnitXml_EachStatus_HasItsResult()
    {
        Create("orders", "billing", "search", "audit");
        Add(RolloutEventKind.TargetSucceeded, 0);
        Add(RolloutEventKind.TargetFailed, 1, "bad \u0001 <image>");
        Add(RolloutEventKind.TargetUnknown, 2, "lost");
        Add(RolloutEventKind.Completed);

        var xml = XDocument.Parse(RolloutReport.Create(Replay()).ToJUnitXml());

        XElement suite = xml.Root!.Element("testsuite")!;
        Assert.Equal(("4", "1", "1", "1"), (Attribute("tests"), Attribute("failures"), Attribute("errors"), Attribute("skipped")));
        Assert.Equal(["", "failure", "error", "skipped"], suite.Elements("testcase").Select(one => one.Elements().SingleOrDefault()?.Name.LocalName ?? ""));
        Assert.Equal("Failed. bad \uFFFD <image>", suite.Descendants("failure").Single().Attribute("message")!.Value);

        string Attribute(string name) => suite.Attribute(name)!.Value;
    }

    /// <summary>The name of an app comes from a file. A log may contain the reports.</summary>
    [Fact]
    public void Reports_CharactersThatControlTheDisplay_AreReplaced()
    {
        Create("a\u202eb\u009b2J\U000e0041");
        Add(RolloutEventKind.TargetFailed, 0, "c\u2066d\u200fe ##vso[task.complete] ###");
        Add(RolloutEventKind.Completed);
        var report = RolloutReport.Create(Replay());

        XElement result = XDocument.Parse(report.ToJUnitXml()).Descendants("testcase").Single();

        Assert.Contains("| a\uFFFDb\uFFFD2J\uFFFD | Failed |  |  | c\uFFFDd\uFFFDe \\#\\#vso", report.ToMarkdown(), StringComparison.Ordinal);
        Assert.Equal("a\uFFFDb\uFFFD2J\uFFFD", result.Attribute("name")!.Value);
        Assert.Equal("Failed. c\uFFFDd\uFFFDe # #vso[task.complete] # # #", result.Element("failure")!.Attribute("message")!.Value);
    }

    [Fact]
    public void Report_OtherCulture_IsTheSame()
    {
        Create("orders");
        Add(RolloutEventKind.TargetSucceeded, 0);
        Add(RolloutEventKind.Completed);
        var report = RolloutReport.Create(Replay());
        (string Markdown, string Xml) expected = (report.ToMarkdown(), report.ToJUnitXml());

        CultureInfo.CurrentCulture = new CultureInfo("de-DE");

        Assert.Equal(expected, (report.ToMarkdown(), report.ToJUnitXml()));
    }

    private void Create(params string[] names)
    {
        RolloutTarget[] targets = [.. names.Select((name, index) => new RolloutTarget { AppId = index + 1, Name = name })];
        _events.Add(new RolloutEvent { Sequence = 1, Kind = RolloutEventKind.Created, Time = Start, Request = new RolloutRequest { Targets = targets } });
        Add(RolloutEventKind.Started);
    }

    private void Add(RolloutEventKind kind, int? target = null, string? message = null) =>
        _events.Add(new RolloutEvent { Sequence = _events.Count + 1, Kind = kind, Time = Start.AddSeconds(_events.Count), Target = target, Message = message });

    private Rollout Replay() => RolloutReducer.Replay("build-7", _events);
}
