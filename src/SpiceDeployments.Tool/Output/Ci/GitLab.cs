namespace SpiceDeployments.Tool.Output.Ci;

/// <summary>GitLab: a dotenv report, whose variables later jobs get if the job names the file in <c>artifacts:reports:dotenv</c>.</summary>
internal sealed class GitLab(ToolHost host, TextWriter commands) : CiSystem(host, commands)
{
    private const string ReportName = "spice-deployments.env";

    /// <summary>Replaces the report of an earlier command of the job. GitLab reads a value up to the end of its line, and may expand variables in it.</summary>
    public override void WriteOutputs(IReadOnlyList<KeyValuePair<string, string>> values)
    {
        string folder = Host.GetVariable("CI_PROJECT_DIR") is { Length: > 0 } project ? project : Directory.GetCurrentDirectory();
        File.WriteAllLines(Path.Combine(folder, ReportName), values.Select(value => $"{ToVariable(value.Key)}={value.Value.Replace('$', '_')}"));
    }
}
