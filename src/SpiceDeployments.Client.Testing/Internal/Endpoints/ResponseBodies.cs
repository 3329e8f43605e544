using System.Text.Json.Nodes;
using SpiceDeployments.Client.Testing.Internal.Deployments;
using SpiceDeployments.Client.Testing.Internal.Normalization;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The bodies of the responses.</summary>
internal static partial class ResponseBodies
{
    public sealed record Health(string Status, DateTimeOffset Timestamp);

    public sealed record Token(string AccessToken, string TokenType, long ExpiresIn);

    public sealed record DeploymentList(IReadOnlyList<JsonObject> Deployments);

    public sealed record Deployment
    {
        private static readonly string[] PartialFields = ["id", "status", "created_at", "image_tag", "replicas"];

        public required long Id { get; init; }

        public required string Status { get; init; }

        public DateTimeOffset? CreatedAt { get; init; }

        public DateTimeOffset? UpdatedAt { get; init; }

        public DateTimeOffset? StartedAt { get; init; }

        public DateTimeOffset? FinishedAt { get; init; }

        public string? ImageTag { get; init; }

        public string? Channel { get; init; }

        public int? Replicas { get; init; }

        public string? Branch { get; init; }

        public string? CommitSha { get; init; }

        public string? CommitMessage { get; init; }

        public string? ErrorMessage { get; init; }

        public string? ErrorCode { get; init; }

        public string? CreationSource { get; init; }

        public JsonNode? CreatedBy { get; init; }

        /// <summary>The deployment as a response shows it, without the values that the response omits.</summary>
        public static JsonObject From(EmulatedDeployment deployment, NormalizationStage stage)
        {
            JsonObject stored = From(deployment, deployment.Values.Stored);
            JsonObject shown = From(deployment, deployment.Values.GetShown(stage));
            foreach (string name in stored.Where(field => field.Value is not null && shown[field.Key] is null).Select(field => field.Key))
            {
                shown.Remove(name);
            }

            return shown;
        }

        /// <summary>Removes the fields that some servers do not send in the response to a create.</summary>
        public static void RemoveDetails(JsonObject deployment)
        {
            foreach (string name in deployment.Select(field => field.Key).Except(PartialFields, StringComparer.Ordinal).ToList())
            {
                deployment.Remove(name);
            }
        }

        private static JsonValue? ToJson(string createdBy, CreatedByFormat format) => format switch
        {
            CreatedByFormat.Text => JsonValue.Create(createdBy),
            CreatedByFormat.Number => JsonValue.Create(MadeUpDigits.CreateNumber(createdBy)),
            _ => null,
        };

        private static JsonObject From(EmulatedDeployment deployment, DeploymentValues values)
        {
            DeploymentLifecycle.State state = deployment.State;
            JsonObject body = ResponseJson.ToObject(new Deployment
            {
                Id = deployment.Id,
                Status = state.Status,
                CreatedAt = values.CreatedAt,
                UpdatedAt = deployment.ToDatabaseTime(state.UpdatedAt),
                StartedAt = deployment.ToDatabaseTime(state.StartedAt),
                FinishedAt = deployment.ToDatabaseTime(state.FinishedAt),
                ImageTag = values.ImageTag,
                Channel = values.Channel,
                Replicas = values.Replicas,
                Branch = values.Branch,
                CommitSha = values.CommitSha,
                CommitMessage = values.CommitMessage,
                ErrorMessage = state.Error?.Message,
                ErrorCode = state.Error?.Code,
                CreationSource = values.CreationSource,
                CreatedBy = ToJson(deployment.CreatedBy, deployment.CreatedByFormat),
            });
            if (deployment.CreatedByFormat is CreatedByFormat.Absent)
            {
                body.Remove("created_by");
            }

            return body;
        }
    }
}
