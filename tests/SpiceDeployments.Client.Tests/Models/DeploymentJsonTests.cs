using System.Text.Json;

namespace SpiceDeployments.Client.Tests.Models;

/// <summary>Deployments that a user stores as JSON and reads again.</summary>
public sealed class DeploymentJsonTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly Deployment Superseded = new() { Id = 1, RawStatus = "created", Status = DeploymentStatus.Superseded };

    public static TheoryData<string, Deployment> Stored()
    {
        var data = new TheoryData<string, Deployment>();
        foreach (string how in (string[])["default", "web", "snake_case", "generated"])
        {
            data.Add(how, Superseded);
            data.Add(how, new() { Id = 2 });
            data.Add(how, new() { Id = 3, RawStatus = "failed", CreatedAt = Noon, ErrorCode = "internal_error", RawCreationSource = "cli" });
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void Deserialize_WhatWasSerialized_IsTheSame(string how, Deployment deployment)
    {
        JsonSerializerOptions options = OptionsOf(how);

        Deployment? read = JsonSerializer.Deserialize<Deployment>(JsonSerializer.Serialize(deployment, options), options);

        Assert.Equal(deployment, read);
        Assert.Equal((deployment.Status, deployment.IsTerminal), (read?.Status, read?.IsTerminal));
    }

    [Fact]
    public void EnsureSucceeded_OfASupersededOneThatWasStored_ThrowsAsBefore()
    {
        Deployment read = JsonSerializer.Deserialize<Deployment>(JsonSerializer.Serialize(Superseded))!;

        Assert.Throws<DeploymentSupersededException>(read.EnsureSucceeded);
    }

    [Theory]
    [InlineData(DeploymentStatus.Superseded, true)]
    [InlineData(DeploymentStatus.Created, false)]
    public void Serialize_IsSuperseded_IsWrittenOnlyIfItIs(DeploymentStatus status, bool isWritten)
    {
        string json = JsonSerializer.Serialize(Superseded with { Status = status }, OptionsOf("snake_case"));

        Assert.Contains("\"status\":\"created\"", json, StringComparison.Ordinal);
        Assert.Equal(isWritten, json.Contains("\"is_superseded\":true", StringComparison.Ordinal));
        Assert.Equal(isWritten, json.Contains("superseded", StringComparison.Ordinal));
    }

    [Fact]
    public void IsSuperseded_SetToFalse_LeavesWhatTheServiceSays() =>
        Assert.Equal(DeploymentStatus.Created, (Superseded with { IsSuperseded = false }).Status);

    private static JsonSerializerOptions OptionsOf(string how) => how switch
    {
        "default" => JsonSerializerOptions.Default,
        "web" => JsonSerializerOptions.Web,
        "snake_case" => new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower },
        _ => StoredDeployment.Default.Options,
    };
}
