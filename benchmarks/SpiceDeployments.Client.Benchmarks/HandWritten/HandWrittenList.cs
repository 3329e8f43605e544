namespace SpiceDeployments.Client.Benchmarks.HandWritten;

/// <summary>The response to a list request.</summary>
internal sealed class HandWrittenList
{
    public HandWrittenDeployment[]? Deployments { get; set; }
}
