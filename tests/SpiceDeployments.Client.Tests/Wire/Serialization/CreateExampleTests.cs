using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

/// <summary>The documented response to a create, and shorter ones.</summary>
public sealed class CreateExampleTests : WireTest
{
    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    public async Task CreateAsync_DocumentedBody_ReadsEveryField(int status)
    {
        GivenCreate(WireResponse.Example("create-deployment-202", status));

        Deployment created = await CreateAsync();

        Assert.Equal(67891, created.Id);
        Assert.Equal((DeploymentStatus.Queued, "queued"), (created.Status, created.RawStatus));
        Assert.Equal(new DateTimeOffset(2024, 1, 15, 14, 0, 0, TimeSpan.Zero), created.CreatedAt);
        Assert.Null(created.UpdatedAt);
        Assert.Equal(("1.5.0-models", 2), (created.ImageTag, created.Replicas));
        Assert.Equal(("main", "abc123def456", "Deploy new dataset configuration"), (created.Branch, created.CommitSha, created.CommitMessage));
        Assert.Null(created.ErrorMessage);
        Assert.Equal((DeploymentCreationSource.Api, "api"), (created.CreationSource, created.RawCreationSource));
        Assert.Null(created.CreatedBy);
        Assert.Null(created.StartedAt);
        Assert.Null(created.FinishedAt);
        Assert.Null(created.Channel);
        Assert.Null(created.ErrorCode);
        Assert.Equal((false, null), (created.IsTerminal, created.Duration));
        Assert.Equal("POST", Assert.Single(Requests).Method);
    }

    [Fact]
    public async Task CreateAsync_PartialBody_OtherFieldsAreNull()
    {
        GivenCreate(WireResponse.Json("""{"id":7,"status":"created","created_at":"2026-10-06T08:00:00.000Z","image_tag":"2.3.2","replicas":3}""", status: 202));

        Deployment created = await CreateAsync();

        var expected = new Deployment
        {
            AppId = AppId,
            Id = 7,
            RawStatus = "created",
            CreatedAt = new DateTimeOffset(2026, 10, 6, 8, 0, 0, TimeSpan.Zero),
            ImageTag = "2.3.2",
            Replicas = 3,
        };
        Assert.Equal(expected, created);
        Assert.Equal(DeploymentStatus.Created, created.Status);
    }

    [Fact]
    public async Task CreateAsync_OnlyAnId_IsRead()
    {
        GivenCreate(WireResponse.Json("""{"id":7}""", status: 202));

        Deployment created = await CreateAsync();

        Assert.Equal(new Deployment { AppId = AppId, Id = 7 }, created);
        Assert.Equal((DeploymentStatus.Unknown, ""), (created.Status, created.RawStatus));
        Assert.Equal(default, created.CreatedAt);
        Assert.Equal((false, null), (created.IsTerminal, created.Duration));
    }
}
