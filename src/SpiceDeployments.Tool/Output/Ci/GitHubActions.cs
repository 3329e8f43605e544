using System.Text;

namespace SpiceDeployments.Tool.Output.Ci;

/// <summary>GitHub Actions: annotations, outputs of the step and the step summary.</summary>
internal sealed class GitHubActions(ToolHost host, TextWriter commands) : CiSystem(host, commands)
{
    public override void WriteError(string message) => Commands.WriteLine($"::error title=spice-deployments::{Escape(message)}");

    public override void WriteWarning(string message) => Commands.WriteLine($"::warning title=spice-deployments::{Escape(message)}");

    public override void WriteOutputs(IReadOnlyList<KeyValuePair<string, string>> values)
    {
        var lines = new StringBuilder();
        foreach ((string name, string value) in values)
        {
            string delimiter = Guid.NewGuid().ToString("N"); // Unknown to the author of the value, who could otherwise add outputs.
            lines.Append(name).Append("<<").Append(delimiter).Append('\n').Append(value).Append('\n').Append(delimiter).Append('\n');
        }

        Append("GITHUB_OUTPUT", lines.ToString());
    }

    public override void WriteSummary(string markdown) => Append("GITHUB_STEP_SUMMARY", $"{markdown}\n");

    private static string Escape(string message) =>
        message.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private void Append(string variable, string text)
    {
        if (Host.GetVariable(variable) is { Length: > 0 } path)
        {
            File.AppendAllText(path, text);
        }
    }
}
