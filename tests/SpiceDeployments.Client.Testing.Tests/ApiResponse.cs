using System.Net.Http.Headers;
using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests;

/// <summary>A response of the emulator and its body.</summary>
internal sealed record ApiResponse(int Status, string Text, HttpResponseHeaders Headers, string? ContentType)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Error => Json.GetProperty("error").GetString();

    public string? Code => Json.GetProperty("code").GetString();

    public long Id => Json.GetProperty("id").GetInt64();

    public IReadOnlyList<JsonElement> Deployments => [.. Json.GetProperty("deployments").EnumerateArray()];

    public IReadOnlyList<long> DeploymentIds => [.. Deployments.Select(deployment => deployment.GetProperty("id").GetInt64())];
}
