using System.Text.RegularExpressions;
using System.Xml.Linq;
using SpiceDeployments.Client.Tests.Shared;

namespace SpiceDeployments.Client.Docs.Tests.Workflows;

public sealed partial class PublishTests
{
    /// <summary>The package of the tool names the package of each platform. If one is not published, the tool cannot be installed there.</summary>
    [Fact]
    public void Publish_NativePackages_AreThoseThatTheToolNames()
    {
        var project = XDocument.Load(Repository.PathOf("src", "SpiceDeployments.Tool", "SpiceDeployments.Tool.csproj"));
        string[] named = project.Descendants("NativeToolRids").Single().Value.Split(';');

        string[] published = [.. Platform().Matches(File.ReadAllText(Repository.PathOf(".github", "workflows", "publish.yml"))).Select(match => match.Groups["rid"].Value)];

        Assert.Equal(named, published);
    }

    [GeneratedRegex(@"\{ rid: (?<rid>[a-z0-9-]+),", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Platform();
}
