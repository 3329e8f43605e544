using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SpiceDeployments.Tool.Tests.Pipelines;

/// <summary>The template for Azure Pipelines.</summary>
internal sealed partial class AzureTemplateFile() : PipelineFile("templates", "azure-pipelines.yml")
{
    private const string Insert = "${{ insert }}";

    public override IReadOnlyDictionary<string, string> Inputs => Parameters.ToDictionary(
        parameter => GetText(parameter, "name"), parameter => IsObject(parameter) ? "" : GetText(parameter, "default"), StringComparer.Ordinal);

    public override string Script => GetText(Step, "bash");

    public override IReadOnlyList<string[]> Shells => [["bash", "--noprofile", "--norc"]];

    /// <summary>Returns a value of the step that restores the intent, or an empty text.</summary>
    public string GetRestoreValue(string key) => GetText(FindStep(Documents[0]["steps"], "task"), key);

    /// <summary>Returns a value of the step that deploys, or an empty text.</summary>
    public string GetDeployValue(string key) => GetText(Step, key);

    private YamlSequenceNode Parameters => (YamlSequenceNode)Documents[0]["parameters"];

    private YamlNode Step => FindStep(Documents[0]["steps"], "bash");

    public override string GetInputName(string option) => Hyphen().Replace(option, match => match.Groups["next"].Value.ToUpperInvariant());

    /// <summary>The variables of the parameter <c>env</c> are those of the test.</summary>
    protected override IReadOnlyDictionary<string, string> Evaluate(IReadOnlyDictionary<string, string> values)
    {
        var parameters = Parameters.ToDictionary(
            parameter => GetText(parameter, "name"), parameter => Format(GetText(parameter, "type"), values[GetText(parameter, "name")]), StringComparer.Ordinal);
        return GetTexts(Step["env"]).Where(variable => variable.Key is not Insert)
            .ToDictionary(variable => variable.Key, variable => Replace(variable.Value, Expression(), parameters), StringComparer.Ordinal);
    }

    private static bool IsObject(YamlNode parameter) => GetText(parameter, "type") is "object";

    /// <summary>A Boolean in an expression is <c>True</c> or <c>False</c>.</summary>
    private static string Format(string type, string value) => type is "boolean" ? bool.Parse(value).ToString(CultureInfo.InvariantCulture) : value;

    [GeneratedRegex("-(?<next>[a-z])", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Hyphen();

    [GeneratedRegex(@"\$\{\{ parameters\.(?<name>[A-Za-z]+) \}\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Expression();
}
