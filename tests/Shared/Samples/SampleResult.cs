namespace SpiceDeployments.Client.Tests.Shared;

/// <summary>The exit code and the output of a sample.</summary>
internal sealed record SampleResult(int ExitCode, string Output, string Errors)
{
    public IReadOnlyList<string> OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The names and values on the lines after the last blank one.</summary>
    public IReadOnlyDictionary<string, string> Summary =>
        Output.Split("\n\n")[^1].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split("  ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.Ordinal);
}
