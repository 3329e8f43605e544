using System.Text.RegularExpressions;
using SpiceDeployments.Client.Tests.Shared;

namespace SpiceDeployments.Client.Docs.Tests.Workflows;

/// <summary>Checks that the workflows, <c>action.yml</c> and <c>docs/ci-cd.md</c> pin actions to commits, and all to the same ones, which are kept up to date.</summary>
public sealed partial class ActionPinTests
{
    private const string OwnAction = "uses: SpiceDeployments/SpiceDeployments.Client@v";

    [Fact]
    public void CiPage_EveryOtherAction_IsPinnedAsInTheWorkflowsOfThisRepository()
    {
        string page = Texts.Read("docs/ci-cd.md");
        string[] pins = [.. Pins(page)];

        Assert.NotEmpty(pins);
        Assert.Equal(Count(page, "uses: ") - Count(page, OwnAction), pins.Length);
        Assert.Subset(WorkflowTexts().SelectMany(Pins).ToHashSet(StringComparer.Ordinal), pins.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void WorkflowsAndAction_EveryAction_IsPinnedToOneCommit()
    {
        string[] texts = [.. WorkflowTexts(), File.ReadAllText(Repository.PathOf("action.yml"))];

        Assert.All(texts, text => Assert.Equal(Count(text, "uses: "), Pins(text).Count()));
        Assert.All(texts.SelectMany(Pins).Distinct(StringComparer.Ordinal).GroupBy(pin => pin.Split('@')[0], StringComparer.Ordinal), pins => Assert.Single(pins));
    }

    private static IEnumerable<string> WorkflowTexts() => Directory.GetFiles(Repository.PathOf(".github", "workflows"), "*.yml").Select(File.ReadAllText);

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    /// <summary>Each <c>owner/action@commit # version</c> of a text.</summary>
    private static IEnumerable<string> Pins(string text) => Pin().Matches(text).Select(match => match.Groups["pin"].Value);

    [GeneratedRegex(@"uses: (?<pin>[\w/.-]+@[0-9a-f]{40} # v[0-9.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pin();
}
