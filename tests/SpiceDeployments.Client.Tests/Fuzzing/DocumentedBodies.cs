namespace SpiceDeployments.Client.Tests.Fuzzing;

/// <summary>The bodies in the documentation of the API.</summary>
internal static class DocumentedBodies
{
    public const string List = """
        {
          "deployments": [
            {
              "id": 456,
              "status": "succeeded",
              "created_at": "2024-01-15T10:30:00.000Z",
              "updated_at": "2024-01-15T10:32:00.000Z",
              "image_tag": "v0.17.0",
              "replicas": 2,
              "branch": "main",
              "commit_sha": "abc123def456",
              "commit_message": "Add new dataset",
              "error_message": null,
              "creation_source": "api",
              "created_by": "user@example.com"
            },
            {
              "id": 455,
              "status": "in_progress",
              "created_at": "2026-11-22T12:00:00.000Z",
              "updated_at": "2026-11-22T12:05:00.000Z",
              "image_tag": "v0.16.5",
              "replicas": 2,
              "branch": "main",
              "commit_sha": "def456ghi789",
              "commit_message": "Update configuration",
              "error_message": "Failed to pull container image",
              "creation_source": "api",
              "created_by": "user@example.com"
            }
          ]
        }
        """;

    public const long DeploymentId = 67891;

    public const string Deployment = """
        {
          "id": 67891,
          "status": "queued",
          "created_at": "2024-01-15T14:00:00Z",
          "updated_at": null,
          "image_tag": "1.5.0-models",
          "replicas": 2,
          "branch": "main",
          "commit_sha": "abc123def456",
          "commit_message": "Deploy new dataset configuration",
          "error_message": null,
          "creation_source": "api",
          "created_by": null
        }
        """;

    public const long NewerDeploymentId = 9007199254740000;

    public const string NewerDeployment = """
        {
          "id": 9007199254740000,
          "status": "in_progress",
          "created_at": "2026-10-06T08:00:00+00:00",
          "started_at": "2026-10-06T08:00:04.120Z",
          "updated_at": "2026-10-06T08:01:10.000Z",
          "finished_at": null,
          "image_tag": "2.3.2",
          "channel": "stable",
          "replicas": 3,
          "branch": null,
          "commit_sha": null,
          "commit_message": null,
          "error_code": "insufficient_memory",
          "error_message": "Waiting for a node with enough memory",
          "creation_source": "dashboard",
          "created_by": 123
        }
        """;

    public const string Token = """{ "access_token": "a-token-of-the-test", "token_type": "Bearer", "expires_in": 3600, "scope": "deployments:read" }""";

    public const string Conflict = """{ "error": "A deployment is already in progress" }""";

    private const string Invalid =
        """{ "error": "Validation failed", "details": { "fieldErrors": { "replicas": ["Number must be less than or equal to 10"] }, "formErrors": ["No"] } }""";

    private const string Forbidden = """{ "error": "Insufficient scope. Required: deployments:write", "code": "insufficient_scope" }""";

    private const string Echo = """{ "message": "Invalid header: Authorization: Bearer a-token-of-the-test", "code": "invalid_token" }""";

    private const string Page = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

    public static readonly string[] Errors = [Invalid, Forbidden, Conflict, Echo, Page];
}
