using System.CommandLine;
using System.Text.RegularExpressions;
using SpiceDeployments.Client.Tests.Shared;
using SpiceDeployments.Tool.Commands.Deployments;
using SpiceDeployments.Tool.Tests.Infrastructure;
using YamlDotNet.RepresentationModel;

namespace SpiceDeployments.Tool.Tests.Pipelines;

/// <summary>The action and the templates as files.</summary>
public sealed partial class PipelineFileTests
{
    public static readonly TheoryData<CiKind> Systems = [CiKind.GitHubActions, CiKind.AzurePipelines, CiKind.GitLab];

    [Theory]
    [MemberData(nameof(Systems))]
    public void Inputs_Each_IsUsed(CiKind kind)
    {
        var file = PipelineFile.Open(kind);

        Assert.All(file.Inputs.Keys, input => Assert.Matches($@"(inputs|parameters)\.{input}\b", file.Text));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Variables_Each_AreUsedByTheShellOrTheSystem(CiKind kind)
    {
        var file = PipelineFile.Open(kind);
        IEnumerable<string> variables = file.GetVariables(new Dictionary<string, string>(StringComparer.Ordinal)).Keys.Where(variable => variable.StartsWith("INPUT_", StringComparison.Ordinal));

        Assert.Equal(variables.Order(StringComparer.Ordinal), Variable().Matches(file.Script).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Script_EveryOptionOfDeploy_IsReachable(CiKind kind)
    {
        string script = PipelineFile.Open(kind).Script;

        Assert.All(new DeployCommand(null!).Options, (Option option) => Assert.Contains($"\"{option.Name}=", script, StringComparison.Ordinal));
    }

    /// <summary>An expression in the shell text would execute its value. Azure Pipelines also replaces <c>$(name)</c>.</summary>
    [Theory]
    [MemberData(nameof(Systems))]
    public void Script_Expressions_None(CiKind kind) => Assert.All(["${{", "$[[", "$(", "`"], start => Assert.DoesNotContain(start, PipelineFile.Open(kind).Script, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Systems))]
    public void Version_OfEachFile_IsThatOfTheAction(CiKind kind) => Assert.Equal(new ActionFile().Inputs["version"], PipelineFile.Open(kind).Inputs["version"]);

    [Fact]
    public void Version_InTheDocumentation_IsThatOfTheAction()
    {
        string[] pages = [Repository.PathOf("README.md"), Repository.PathOf("src", "SpiceDeployments.Tool", "README.md"), .. Directory.GetFiles(Repository.PathOf("docs"), "*.md")];
        string[] versions = [.. pages.SelectMany(page => ReferencedVersion().Matches(File.ReadAllText(page))).Select(match => match.Groups["version"].Value)];

        Assert.True(versions.Length > 5);
        Assert.All(versions, version => Assert.Equal(new ActionFile().Inputs["version"], version));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Inputs_Each_AreDocumented(CiKind kind)
    {
        string page = File.ReadAllText(Repository.PathOf("docs", "ci-cd.md"));

        Assert.All(PipelineFile.Open(kind).Inputs.Keys, input => Assert.Contains($"`{input}`", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CiKind.GitHubActions, "uses", "SpiceDeployments/SpiceDeployments.Client@", "with", 3)]
    [InlineData(CiKind.AzurePipelines, "template", "templates/azure-pipelines.yml@spice", "parameters", 1)]
    [InlineData(CiKind.GitLab, "remote", "https://raw.githubusercontent.com/", "inputs", 1)]
    public void Examples_OfTheDocumentation_SetInputsThatExist(CiKind kind, string key, string start, string inputs, int count)
    {
        var file = PipelineFile.Open(kind);
        YamlMappingNode[] uses = [.. YamlBlocks().SelectMany(block => block.AllNodes).OfType<YamlMappingNode>()
            .Where(node => node.Children.TryGetValue(key, out YamlNode? value) && value.ToString().StartsWith(start, StringComparison.Ordinal))];

        Assert.Equal(count, uses.Length);
        Assert.All(uses, use => Assert.Subset(file.Inputs.Keys.ToHashSet(StringComparer.Ordinal), ((YamlMappingNode)use[inputs]).Select(input => input.Key.ToString()).ToHashSet(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Outputs_OfTheAction_AreThoseOfDeploy()
    {
        await using CiSession ci = await CiSession.StartAsync(CiKind.GitHubActions);
        ToolResult result = await ci.Session.RunAsync("deploy", "--app", "42");
        string page = await File.ReadAllTextAsync(Repository.PathOf("docs", "ci-cd.md"), TestContext.Current.CancellationToken);

        Assert.Equal(ci.ReadOutputs(result).Keys.Except(["rollout-id"]).Order(StringComparer.Ordinal), new ActionFile().Outputs.Keys.Order(StringComparer.Ordinal));
        Assert.All(new ActionFile().Outputs, output => Assert.Equal($"${{{{ steps.deploy.outputs.{output.Key} }}}}", output.Value));
        Assert.All(new ActionFile().Outputs.Keys, output => Assert.Contains($"`{output}`", page, StringComparison.Ordinal));
    }

    /// <summary>GitLab inserts values into the text of the file, where a quote or a line break could add any YAML.</summary>
    [Fact]
    public void GitLab_EveryInput_StandsInQuotesThatItCannotEnd()
    {
        var file = new GitLabTemplateFile();

        Assert.All(file.Inputs.Where(input => input.Value is not "false"), input =>
        {
            Assert.True(file.IsValid(input.Key, "a: \"b\" $(c) # [d] \\"));
            Assert.All(["a'b", "a\nb", "a\rb", "a\n"], value => Assert.False(file.IsValid(input.Key, value)));
        });
        Assert.Equal(GitLabExpression().Count(file.JobText), QuotedGitLabExpression().Count(file.JobText));
    }

    private static IEnumerable<YamlNode> YamlBlocks()
    {
        foreach (string block in File.ReadAllText(Repository.PathOf("docs", "ci-cd.md")).ReplaceLineEndings("\n").Split("```yaml\n")[1..])
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(block.Split("```")[0]));
            yield return stream.Documents[0].RootNode;
        }
    }

    [GeneratedRegex(@"INPUT_[A-Z_]+", RegexOptions.NonBacktracking)]
    private static partial Regex Variable();

    [GeneratedRegex(@"(SpiceDeployments\.Client@v|SpiceDeployments\.Tool@|refs/tags/v|/SpiceDeployments\.Client/v)(?<version>[0-9][\w.-]*)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ReferencedVersion();

    [GeneratedRegex(@"\$\[\[", RegexOptions.NonBacktracking)]
    private static partial Regex GitLabExpression();

    [GeneratedRegex(@"'[\w-]*\$\[\[ inputs\.[a-z-]+ \]\]'", RegexOptions.NonBacktracking)]
    private static partial Regex QuotedGitLabExpression();
}
