namespace SpiceDeployments.Client.Benchmarks.HandWritten;

/// <summary>The fields of <see cref="Deployment"/>. The properties have setters, because the serializer boxes the values of init-only properties.</summary>
internal sealed class HandWrittenDeployment
{
    public long Id { get; set; }

    public string Status { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public string? ImageTag { get; set; }

    public string? Channel { get; set; }

    public int? Replicas { get; set; }

    public string? Branch { get; set; }

    public string? CommitSha { get; set; }

    public string? CommitMessage { get; set; }

    public string? ErrorMessage { get; set; }

    public string? ErrorCode { get; set; }

    public string? CreationSource { get; set; }

    public string? CreatedBy { get; set; }
}
