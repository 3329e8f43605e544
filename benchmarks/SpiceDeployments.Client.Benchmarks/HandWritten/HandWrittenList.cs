namespace SpiceDeployments.Client.Benchmarks.HandWritten;

/// <summary>The answer to a list.</summary>
internal sealed class HandWrittenList
{
    public HandWrittenDeployment[]? Deployments { get; set; }
}
