using System.Text.RegularExpressions;
using SpiceDeployments.Client.Tests.Shared;
using YamlDotNet.RepresentationModel;

namespace SpiceDeployments.Client.Docs.Tests.Workflows;

public sealed partial class BuildTests
{
    /// <summary>A part that no job names does not run on CI, and nothing reports that.</summary>
    [Fact]
    public void BuildWorkflow_PartsOfItsJobs_AreThoseOfTheBuildScript()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(Repository.PathOf(".github", "workflows", "build.yml"))));
        var jobs = (YamlSequenceNode)stream.Documents[0].RootNode["jobs"]["checks"]["strategy"]["matrix"]["include"];

        string[] parts = [.. Part().Matches(File.ReadAllText(Repository.PathOf("eng", "build.cs"))).Select(match => match.Groups["part"].Value)];

        Assert.NotEmpty(parts);
        Assert.Equal(parts.Order(StringComparer.Ordinal), jobs.SelectMany(job => job["parts"].ToString().Split(' ')).Order(StringComparer.Ordinal));
    }

    /// <summary>A line of the list of parts, such as <c>("build", Build),</c>.</summary>
    [GeneratedRegex("""^    \("(?<part>[a-z]+)", """, RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();
}
