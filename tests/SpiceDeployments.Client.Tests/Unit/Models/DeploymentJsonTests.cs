using System.Text.Json;

namespace SpiceDeployments.Client.Tests.Unit.Models;

/// <summary>Deployments that a program stores as JSON.</summary>
public sealed class DeploymentJsonTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly Deployment Superseded = new() { Id = 1, RawStatus = "created", IsSuperseded = true, SupersededById = 2 };

    public static TheoryData<string, Deployment> Stored()
    {
        var data = new TheoryData<string, Deployment>();
        foreach (string how in (string[])["default", "web", "snake_case", "generated"])
        {
            data.Add(how, Superseded);
            data.Add(how, new() { Id = 2 });
            data.Add(how, new() { AppId = 42, Id = 4, RawStatus = "queued" });
            data.Add(how, new() { Id = 3, RawStatus = "failed", CreatedAt = Noon, ErrorCode = "internal_error", RawCreationSource = "cli" });
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void Deserialize_SerializedDeployment_IsEqual(string how, Deployment deployment)
    {
        JsonSerializerOptions options = GetOptions(how);

        Deployment? read = JsonSerializer.Deserialize<Deployment>(JsonSerializer.Serialize(deployment, options), options);

        Assert.Equal(deployment, read);
        Assert.Equal((deployment.Status, deployment.IsTerminal), (read?.Status, read?.IsTerminal));
    }

    [Fact]
    public void Deserialize_SupersededDeployment_EnsureSucceededThrows()
    {
        Deployment read = JsonSerializer.Deserialize<Deployment>(JsonSerializer.Serialize(Superseded))!;

        Assert.Throws<DeploymentSupersededException>(read.EnsureSucceeded);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Serialize_IsSuperseded_IsOmittedIfFalse(bool isSuperseded)
    {
        string json = JsonSerializer.Serialize(new Deployment { Id = 1, RawStatus = "created", IsSuperseded = isSuperseded });

        Assert.Contains("\"status\":\"created\"", json, StringComparison.Ordinal);
        Assert.Equal(isSuperseded, json.Contains("\"is_superseded\":true", StringComparison.Ordinal));
        Assert.Equal(isSuperseded, json.Contains("superseded", StringComparison.Ordinal));
    }

    /// <summary>The names are those of the API, whatever the naming policy of the serializer.</summary>
    [Theory]
    [InlineData("default")]
    [InlineData("web")]
    [InlineData("generated")]
    public void Serialize_AnyOptions_WritesTheNamesOfTheApi(string how)
    {
        var deployment = new Deployment { AppId = 42, Id = 1, RawStatus = "created", IsSuperseded = true, SupersededById = 2 };

        using JsonDocument json = JsonSerializer.SerializeToDocument(deployment, GetOptions(how));

        Assert.Equal(
            [
                "app_id", "branch", "channel", "commit_message", "commit_sha", "created_at", "created_by", "creation_source", "error_code", "error_message", "finished_at",
                "id", "image_tag", "is_superseded", "replicas", "started_at", "status", "superseded_by_id", "updated_at",
            ],
            json.RootElement.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void IsSuperseded_SetToFalse_RestoresTheServicesStatus() =>
        Assert.Equal(DeploymentStatus.Created, (Superseded with { IsSuperseded = false }).Status);

    private static JsonSerializerOptions GetOptions(string how) => how switch
    {
        "default" => JsonSerializerOptions.Default,
        "web" => JsonSerializerOptions.Web,
        "snake_case" => new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower },
        _ => StoredDeployment.Default.Options,
    };
}
