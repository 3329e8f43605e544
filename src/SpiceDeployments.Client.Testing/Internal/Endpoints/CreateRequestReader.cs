using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Deployments;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>Reads and validates the body of a create: it and every field of it are optional, unknown fields are ignored.</summary>
internal static class CreateRequestReader
{
    private static readonly string[] Channels = ["stable", "preview", "nightly"];

    public static async Task<DeploymentFields> ReadAsync(HttpRequest request) =>
        await request.ReadObjectAsync().ConfigureAwait(false) is { } body ? Read(body) : new DeploymentFields();

    private static DeploymentFields Read(JsonElement body)
    {
        var reader = new FieldReader(body);
        var fields = new DeploymentFields
        {
            ImageTag = reader.String("image_tag"),
            Channel = reader.OneOf("channel", Channels),
            Replicas = reader.Integer("replicas", 1, 10),
            Branch = reader.String("branch"),
            CommitSha = reader.String("commit_sha"),
            CommitMessage = reader.String("commit_message"),
            Debug = reader.Boolean("debug"),
        };
        reader.Errors.ThrowIfAny();
        return fields;
    }
}
