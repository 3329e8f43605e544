using SpiceDeployments.Client.Tests.Shared;
using YamlDotNet.RepresentationModel;

namespace SpiceDeployments.Client.Docs.Tests.Workflows;

public sealed class WorkflowTests
{
    public static TheoryData<string> Workflows => [.. Directory.GetFiles(Repository.PathOf(".github", "workflows"), "*.yml").Select(path => Path.GetFileName(path))];

    /// <summary>A workflow that is not YAML does not run, and CI does not report it.</summary>
    [Theory]
    [MemberData(nameof(Workflows))]
    public void EveryWorkflow_IsYamlWithSteps(string workflow)
    {
        var stream = new YamlStream();

        stream.Load(new StringReader(File.ReadAllText(Repository.PathOf(".github", "workflows", workflow))));

        var jobs = (YamlMappingNode)stream.Documents[0].RootNode["jobs"];
        Assert.NotEmpty(jobs);
        Assert.All(jobs, job => Assert.NotEmpty((YamlSequenceNode)job.Value["steps"]));
    }
}
