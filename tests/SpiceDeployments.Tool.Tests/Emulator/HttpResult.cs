using System.Text.Json;

namespace SpiceDeployments.Tool.Tests.Emulator;

/// <summary>A response of the emulator or of its control API.</summary>
internal sealed record HttpResult(int Status, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string? Error => Json.GetProperty("error").GetString();
}
