using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SpiceDeployments.Tool.Tests.Pipelines;

/// <summary>The template for GitLab. GitLab replaces the expressions in the text of the second document, and reads the YAML afterwards.</summary>
internal sealed partial class GitLabTemplateFile() : PipelineFile("templates", "gitlab.yml")
{
    private const string EndOfHeader = "\n---\n";

    public override IReadOnlyDictionary<string, string> Inputs =>
        ((YamlMappingNode)Documents[0]["spec"]["inputs"]).ToDictionary(input => ((YamlScalarNode)input.Key).Value!, input => GetText(input.Value, "default"), StringComparer.Ordinal);

    public override string Script => ((YamlScalarNode)Job(Documents[1])["script"][0]).Value!;

    public override IReadOnlyList<string[]> Shells => [["bash", "-e", "-o", "pipefail"], ["sh", "-e"]];

    /// <summary>The text with the job.</summary>
    public string JobText => Text[(Text.IndexOf(EndOfHeader, StringComparison.Ordinal) + EndOfHeader.Length)..];

    /// <summary>Whether GitLab accepts a value.</summary>
    public bool IsValid(string input, string value) => GetText(Documents[0]["spec"]["inputs"][input], "regex") is var pattern && Regex.IsMatch(value, pattern.Replace("$", @"\z", StringComparison.Ordinal), RegexOptions.None, TimeSpan.FromSeconds(1));

    protected override IReadOnlyDictionary<string, string> Evaluate(IReadOnlyDictionary<string, string> values)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Replace(JobText, Expression(), values)));
        return GetTexts(Job(stream.Documents[0].RootNode)["variables"]).ToDictionary(StringComparer.Ordinal);
    }

    private static YamlNode Job(YamlNode document) => ((YamlMappingNode)document).Single().Value;

    [GeneratedRegex(@"\$\[\[ inputs\.(?<name>[a-z-]+) \]\]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Expression();
}
