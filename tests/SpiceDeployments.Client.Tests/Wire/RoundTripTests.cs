using System.Text.Json;
using SpiceDeployments.Client.Wire;

namespace SpiceDeployments.Client.Tests.Wire;

/// <summary>What the lenient converters write is what they read.</summary>
public sealed class RoundTripTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(1));

    public static TheoryData<Deployment> Deployments =>
    [
        new Deployment { Id = 7, RawStatus = "queued" },
        new Deployment
        {
            Id = long.MaxValue,
            RawStatus = "succeeded",
            CreatedAt = Noon,
            UpdatedAt = Noon.AddMinutes(3),
            StartedAt = Noon.AddMinutes(1),
            FinishedAt = Noon.AddMinutes(2),
            ImageTag = "2.3.2",
            Channel = "stable",
            Replicas = 3,
            Branch = "main",
            CommitSha = "9f2c4e7",
            CommitMessage = "Größer \"und\" schneller",
            ErrorMessage = "none",
            ErrorCode = "none",
            RawCreationSource = "api",
            CreatedBy = "42",
        },
    ];

    [Theory]
    [MemberData(nameof(Deployments))]
    public void Deserialize_WhatWasSerialized_IsTheSame(Deployment deployment)
    {
        string json = JsonSerializer.Serialize(deployment, SpiceJsonContext.Default.Deployment);

        Assert.Equal(deployment, JsonSerializer.Deserialize(json, SpiceJsonContext.Default.Deployment));
        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
    }
}
