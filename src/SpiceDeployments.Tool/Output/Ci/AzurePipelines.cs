namespace SpiceDeployments.Tool.Output.Ci;

/// <summary>Azure Pipelines: issues, output variables and a summary that is uploaded with the run.</summary>
internal sealed class AzurePipelines(ToolHost host, TextWriter commands) : CiSystem(host, commands)
{
    public override void WriteError(string message) => Commands.WriteLine($"##vso[task.logissue type=error]{Escape(message)}");

    public override void WriteWarning(string message) => Commands.WriteLine($"##vso[task.logissue type=warning]{Escape(message)}");

    public override void WriteOutputs(IReadOnlyList<KeyValuePair<string, string>> values)
    {
        foreach ((string name, string value) in values)
        {
            Commands.WriteLine($"##vso[task.setvariable variable={ToVariable(name)};isOutput=true]{Escape(value)}");
            Commands.WriteLine($"##vso[task.setvariable variable={ToVariable(name)}]{Escape(value)}");
        }
    }

    /// <summary>The agent uploads the file after the step, and deletes its temporary folder after the job.</summary>
    public override void WriteSummary(string markdown)
    {
        if (Host.GetVariable("AGENT_TEMPDIRECTORY") is { Length: > 0 } folder)
        {
            string path = Path.Combine(folder, $"spice-deployments-{Guid.NewGuid():N}.md");
            File.WriteAllText(path, markdown);
            Commands.WriteLine($"##vso[task.uploadsummary]{path}");
        }
    }

    private static string Escape(string message) =>
        message.Replace("%", "%AZP25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
}
