using System.Globalization;
using System.Text.Json;

namespace SpiceDeployments.Client.Benchmarks.CannedResponses;

/// <summary>Creates the JSON of deployments with all fields, as a newer server sends it.</summary>
internal static class DeploymentJson
{
    /// <summary>The ID of the newest deployment in a list.</summary>
    public const long NewestId = 67_891;

    private static readonly DateTimeOffset NewestCreatedAt = new(2026, 11, 23, 15, 30, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Creates the response to a list request, newest first: one in ten deployments failed, the others succeeded.</summary>
    public static byte[] CreateList(int count) => JsonSerializer.SerializeToUtf8Bytes(new { Deployments = Enumerable.Range(0, count).Select(CreateTerminal) }, SnakeCase);

    /// <summary>Creates the response to a create request.</summary>
    public static byte[] CreateCreated() => JsonSerializer.SerializeToUtf8Bytes(CreateDeployment(NewestId, "queued", NewestCreatedAt, started: null, finished: null), SnakeCase);

    private static object CreateTerminal(int age)
    {
        DateTimeOffset created = NewestCreatedAt.AddMinutes(-97 * age);
        return CreateDeployment(NewestId - age, age % 10 is 3 ? "failed" : "succeeded", created, created.AddSeconds(4.12), created.AddSeconds(150 + age));
    }

    private static object CreateDeployment(long id, string status, DateTimeOffset created, DateTimeOffset? started, DateTimeOffset? finished) => new
    {
        Id = id,
        Status = status,
        CreatedAt = Format(created),
        UpdatedAt = Format(finished ?? created),
        StartedAt = Format(started),
        FinishedAt = Format(finished),
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

    private static string? Format(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
