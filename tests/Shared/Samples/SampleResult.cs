namespace SpiceDeployments.Client.Tests.Shared;

/// <summary>How a run of a sample ended, and what it wrote.</summary>
internal sealed record SampleResult(int ExitCode, string Output, string Errors)
{
    public IReadOnlyList<string> OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines after the blank one: names and values.</summary>
    public IReadOnlyDictionary<string, string> Summary =>
        Output.Split("\n\n")[^1].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split("  ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.Ordinal);
}
