using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

/// <summary>The documented list.</summary>
public sealed class ListExampleTests : WireTest
{
    public ListExampleTests() => GivenList(WireResponse.Example("list-deployments"));

    [Fact]
    public async Task ListAsync_DocumentedBody_ReadsTheSucceededDeployment()
    {
        Deployment succeeded = (await ListAsync())[0];

        Assert.Equal(456, succeeded.Id);
        Assert.Equal((DeploymentStatus.Succeeded, "succeeded"), (succeeded.Status, succeeded.RawStatus));
        Assert.Equal(new DateTimeOffset(2024, 1, 15, 10, 30, 0, TimeSpan.Zero), succeeded.CreatedAt);
        Assert.Equal(new DateTimeOffset(2024, 1, 15, 10, 32, 0, TimeSpan.Zero), succeeded.UpdatedAt);
        Assert.Equal(("v0.17.0", 2), (succeeded.ImageTag, succeeded.Replicas));
        Assert.Equal(("main", "abc123def456", "Add new dataset"), (succeeded.Branch, succeeded.CommitSha, succeeded.CommitMessage));
        Assert.Null(succeeded.ErrorMessage);
        Assert.Equal((DeploymentCreationSource.Api, "api"), (succeeded.CreationSource, succeeded.RawCreationSource));
        Assert.Equal("user@example.com", succeeded.CreatedBy);
        Assert.Equal((true, TimeSpan.FromMinutes(2)), (succeeded.IsTerminal, succeeded.Duration));
        Assert.Null(succeeded.FailureReason);
        AssertNewerFieldsAreNull(succeeded);
    }

    [Fact]
    public async Task ListAsync_DocumentedBody_ReadsTheFailedDeployment()
    {
        Deployment failed = (await ListAsync())[1];

        Assert.Equal(455, failed.Id);
        Assert.Equal((DeploymentStatus.Failed, "failed"), (failed.Status, failed.RawStatus));
        Assert.Equal(new DateTimeOffset(2024, 1, 15, 9, 0, 0, TimeSpan.Zero), failed.CreatedAt);
        Assert.Equal(new DateTimeOffset(2024, 1, 15, 9, 5, 0, TimeSpan.Zero), failed.UpdatedAt);
        Assert.Equal(("v0.16.5", 2), (failed.ImageTag, failed.Replicas));
        Assert.Equal(("main", "def456ghi789", "Update configuration"), (failed.Branch, failed.CommitSha, failed.CommitMessage));
        Assert.Equal("Failed to pull container image", failed.ErrorMessage);
        Assert.Equal((DeploymentCreationSource.Portal, "portal"), (failed.CreationSource, failed.RawCreationSource));
        Assert.Equal("user@example.com", failed.CreatedBy);
        Assert.Equal((true, TimeSpan.FromMinutes(5)), (failed.IsTerminal, failed.Duration));
        Assert.Equal(DeploymentFailureReason.ImagePullFailed, failed.FailureReason);
        AssertNewerFieldsAreNull(failed);
    }

    [Fact]
    public async Task ListAsync_DocumentedBody_KeepsTheOrder() =>
        Assert.Equal([456, 455], (await ListAsync()).Select(deployment => deployment.Id));

    private static void AssertNewerFieldsAreNull(Deployment deployment)
    {
        Assert.Null(deployment.StartedAt);
        Assert.Null(deployment.FinishedAt);
        Assert.Null(deployment.Channel);
        Assert.Null(deployment.ErrorCode);
    }
}
