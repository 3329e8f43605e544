namespace SpiceDeployments.Tool.Output.Ci;

/// <summary>The CI system that runs the program: where errors, output values and summaries go. Without a CI system, errors are lines, and the rest is not written.</summary>
/// <param name="host">The surroundings of the program.</param>
/// <param name="commands">Receives the commands that the CI system reads from the log.</param>
internal class CiSystem(ToolHost host, TextWriter commands)
{
    protected ToolHost Host => host;

    protected TextWriter Commands => commands;

    /// <summary>Returns the CI system that its variables name.</summary>
    /// <param name="host">The surroundings of the program.</param>
    /// <param name="commands">Receives the commands that the CI system reads from the log.</param>
    public static CiSystem Detect(ToolHost host, TextWriter commands) =>
        host.GetVariable("GITHUB_ACTIONS") is "true" ? new GitHubActions(host, commands)
        : string.Equals(host.GetVariable("TF_BUILD"), "true", StringComparison.OrdinalIgnoreCase) ? new AzurePipelines(host, commands)
        : host.GetVariable("GITLAB_CI") is "true" ? new GitLab(host, commands)
        : host.ErrorTerminal is { } terminal ? new InteractiveTerminal(host, commands, terminal)
        : new CiSystem(host, commands);

    public virtual void WriteError(string message) => host.Error.WriteLine($"error: {message}");

    public virtual void WriteWarning(string message) => host.Error.WriteLine($"warning: {message}");

    /// <summary>Makes values available to later steps.</summary>
    /// <param name="values">The values, by names such as <c>deployment-id</c>. All are one line.</param>
    /// <exception cref="IOException">The file of the CI system cannot be written.</exception>
    public virtual void WriteOutputs(IReadOnlyList<KeyValuePair<string, string>> values)
    {
    }

    /// <summary>Adds a text to the page of the run.</summary>
    /// <param name="markdown">The text.</param>
    /// <exception cref="IOException">The file of the CI system cannot be written.</exception>
    public virtual void WriteSummary(string markdown)
    {
    }

    /// <summary>Returns the name of the environment variable for an output value, such as <c>SPICE_DEPLOYMENT_ID</c>.</summary>
    protected static string ToVariable(string name) => $"SPICE_{name.ToUpperInvariant().Replace('-', '_')}";
}
