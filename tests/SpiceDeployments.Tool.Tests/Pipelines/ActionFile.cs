using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SpiceDeployments.Tool.Tests.Pipelines;

/// <summary>The action for GitHub Actions.</summary>
internal sealed partial class ActionFile() : PipelineFile("action.yml")
{
    public override IReadOnlyDictionary<string, string> Inputs =>
        ((YamlMappingNode)Documents[0]["inputs"]).ToDictionary(input => ((YamlScalarNode)input.Key).Value!, input => GetText(input.Value, "default"), StringComparer.Ordinal);

    /// <summary>The expressions of the outputs, by name.</summary>
    public IReadOnlyDictionary<string, string> Outputs =>
        ((YamlMappingNode)Documents[0]["outputs"]).ToDictionary(output => ((YamlScalarNode)output.Key).Value!, output => GetText(output.Value, "value"), StringComparer.Ordinal);

    public override string Script => GetText(Step, "run");

    public override IReadOnlyList<string[]> Shells => [["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"]];

    private YamlNode Step => FindStep(Documents[0]["runs"]["steps"], "run");

    protected override IReadOnlyDictionary<string, string> Evaluate(IReadOnlyDictionary<string, string> values) =>
        GetTexts(Step["env"]).ToDictionary(variable => variable.Key, variable => Replace(variable.Value, Expression(), values), StringComparer.Ordinal);

    [GeneratedRegex(@"\$\{\{ inputs\.(?<name>[a-z-]+) \}\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Expression();
}
