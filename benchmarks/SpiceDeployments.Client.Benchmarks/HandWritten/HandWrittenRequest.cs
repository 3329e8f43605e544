namespace SpiceDeployments.Client.Benchmarks.HandWritten;

/// <summary>The fields of <see cref="CreateDeploymentRequest"/>.</summary>
internal sealed class HandWrittenRequest
{
    public string? ImageTag { get; set; }

    public string? Channel { get; set; }

    public int? Replicas { get; set; }

    public string? Branch { get; set; }

    public string? CommitSha { get; set; }

    public string? CommitMessage { get; set; }

    public bool? Debug { get; set; }
}
