using System.Globalization;
using System.Text.Json;

namespace SpiceDeployments.Client.Benchmarks.Canned;

/// <summary>The JSON of deployments with every field, as a newer server sends it.</summary>
internal static class CannedDeployments
{
    /// <summary>The newest deployment in a list.</summary>
    public const long NewestId = 67_891;

    private static readonly DateTimeOffset NewestCreatedAt = new(2026, 11, 23, 15, 30, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>A list, newest first: one in ten has failed, the others have succeeded.</summary>
    public static byte[] List(int count) => JsonSerializer.SerializeToUtf8Bytes(new { Deployments = Enumerable.Range(0, count).Select(Ended) }, SnakeCase);

    /// <summary>The answer to a create.</summary>
    public static byte[] Created() => JsonSerializer.SerializeToUtf8Bytes(Deployment(NewestId, "queued", NewestCreatedAt, started: null, finished: null), SnakeCase);

    private static object Ended(int age)
    {
        DateTimeOffset created = NewestCreatedAt.AddMinutes(-97 * age);
        return Deployment(NewestId - age, age % 10 is 3 ? "failed" : "succeeded", created, created.AddSeconds(4.12), created.AddSeconds(150 + age));
    }

    private static object Deployment(long id, string status, DateTimeOffset created, DateTimeOffset? started, DateTimeOffset? finished) => new
    {
        Id = id,
        Status = status,
        CreatedAt = Time(created),
        UpdatedAt = Time(finished ?? created),
        StartedAt = Time(started),
        FinishedAt = Time(finished),
        ImageTag = "2.3.2-models",
        Channel = "stable",
        Replicas = 2,
        Branch = "main",
        CommitSha = (id * 2_654_435_761).ToString("x12", CultureInfo.InvariantCulture),
        CommitMessage = "Deploy new dataset configuration",
        ErrorMessage = status is "failed" ? "Failed to pull container image" : null,
        ErrorCode = status is "failed" ? "unable_to_start" : null,
        CreationSource = "api",
        CreatedBy = "release-bot@example.com",
    };

    private static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
