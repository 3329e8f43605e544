using System.Text.RegularExpressions;
using SpiceDeployments.Client.Tests.Shared;
using SpiceDeployments.Tool.Tests.Infrastructure;
using YamlDotNet.RepresentationModel;

namespace SpiceDeployments.Tool.Tests.Pipelines;

/// <summary>A file that runs the program in a CI system: its inputs, the variables of its step, and the text of its shell.</summary>
internal abstract class PipelineFile
{
    protected PipelineFile(params string[] path)
    {
        Text = File.ReadAllText(Repository.PathOf(path));
        var stream = new YamlStream();
        stream.Load(new StringReader(Text));
        Documents = [.. stream.Documents.Select(document => document.RootNode)];
    }

    public string Text { get; }

    /// <summary>The inputs with their defaults, which are empty if there is none.</summary>
    public abstract IReadOnlyDictionary<string, string> Inputs { get; }

    /// <summary>The text of the shell, as it is written.</summary>
    public abstract string Script { get; }

    /// <summary>The commands with which runners of the system run a script.</summary>
    public abstract IReadOnlyList<string[]> Shells { get; }

    protected IReadOnlyList<YamlNode> Documents { get; }

    public static PipelineFile Open(CiKind kind) => kind switch
    {
        CiKind.GitHubActions => new ActionFile(),
        CiKind.AzurePipelines => new AzureTemplateFile(),
        CiKind.GitLab => new GitLabTemplateFile(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Returns the name of the input for an option of the program.</summary>
    public virtual string GetInputName(string option) => option;

    /// <summary>Returns the variables of the step.</summary>
    /// <param name="inputs">The values of inputs, by name. Others have their defaults.</param>
    public IReadOnlyDictionary<string, string> GetVariables(IReadOnlyDictionary<string, string> inputs)
    {
        var values = new Dictionary<string, string>(Inputs, StringComparer.Ordinal);
        foreach ((string name, string value) in inputs)
        {
            values[values.ContainsKey(name) ? name : throw new KeyNotFoundException($"There is no input '{name}'.")] = value;
        }

        return Evaluate(values);
    }

    /// <summary>Evaluates the expressions in the variables as the CI system does.</summary>
    protected abstract IReadOnlyDictionary<string, string> Evaluate(IReadOnlyDictionary<string, string> values);

    protected static IEnumerable<KeyValuePair<string, string>> GetTexts(YamlNode map) =>
        ((YamlMappingNode)map).Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, ((YamlScalarNode)pair.Value).Value!));

    /// <summary>Returns a scalar of a map, or an empty text.</summary>
    protected static string GetText(YamlNode map, string key) => ((YamlMappingNode)map).Children.TryGetValue(key, out YamlNode? value) ? ((YamlScalarNode)value).Value! : "";

    protected static YamlNode FindStep(YamlNode steps, string key) => ((YamlSequenceNode)steps).Single(step => ((YamlMappingNode)step).Children.ContainsKey(key));

    protected static string Replace(string text, Regex expression, IReadOnlyDictionary<string, string> values) => expression.Replace(text, match => values[match.Groups["name"].Value]);
}
