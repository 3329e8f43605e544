using System.Net.Http.Headers;
using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests;

/// <summary>An answer of the emulator, read to its end.</summary>
internal sealed record Answer(int Status, string Text, HttpResponseHeaders Headers, string? ContentType)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Error => Json.GetProperty("error").GetString();

    public string? Code => Json.GetProperty("code").GetString();

    public long Id => Json.GetProperty("id").GetInt64();

    public IReadOnlyList<JsonElement> Deployments => [.. Json.GetProperty("deployments").EnumerateArray()];

    public IReadOnlyList<long> DeploymentIds => [.. Deployments.Select(d => d.GetProperty("id").GetInt64())];
}
