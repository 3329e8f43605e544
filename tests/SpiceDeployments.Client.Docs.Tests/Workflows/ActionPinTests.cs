using System.Text.RegularExpressions;
using SpiceDeployments.Client.Tests.Shared;

namespace SpiceDeployments.Client.Docs.Tests.Workflows;

/// <summary>Checks that the workflow in <c>docs/ci-cd.md</c> pins actions to the commits that this repository uses, which are kept up to date.</summary>
public sealed partial class ActionPinTests
{
    [Fact]
    public void CiPage_EveryAction_IsPinnedAsInTheWorkflowsOfThisRepository()
    {
        string[] workflows = [.. Directory.GetFiles(Repository.PathOf(".github", "workflows"), "*.yml").SelectMany(path => Pins(File.ReadAllText(path)))];
        string[] page = [.. Pins(Texts.Read("docs/ci-cd.md"))];

        Assert.Equal(2, page.Length);
        Assert.All(page, pin => Assert.Contains(pin, workflows));
    }

    [Fact]
    public void Workflows_EveryAction_IsPinnedToOneCommit()
    {
        string[] workflows = [.. Directory.GetFiles(Repository.PathOf(".github", "workflows"), "*.yml").Select(File.ReadAllText)];

        Assert.All(workflows, workflow => Assert.Equal(workflow.Split("uses: ").Length - 1, Pins(workflow).Count()));
        Assert.All(workflows.SelectMany(Pins).Distinct(StringComparer.Ordinal).GroupBy(pin => pin.Split('@')[0], StringComparer.Ordinal), pins => Assert.Single(pins));
    }

    /// <summary>Each <c>owner/action@commit # version</c> of a text.</summary>
    private static IEnumerable<string> Pins(string text) => Pin().Matches(text).Select(match => match.Groups["pin"].Value);

    [GeneratedRegex(@"uses: (?<pin>[\w/.-]+@[0-9a-f]{40} # v[0-9.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pin();
}
