using SpiceDeployments.Client.Tests.Infrastructure;
using WireMock.RequestBuilders;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

/// <summary>A deployment with the fields of newer servers.</summary>
public sealed class NewerServerExampleTests : WireTest
{
    [Fact]
    public async Task GetAsync_DocumentedBody_ReadsEveryField()
    {
        Server.Given(Request.Create().UsingGet().WithPath(DeploymentsPath + "/9007199254740000")).RespondWith(WireResponse.Example("deployment-newer-server"));

        Deployment deployment = await Client.GetAsync(AppId, 9007199254740000, CancellationToken);

        Assert.Equal(9007199254740000, deployment.Id);
        Assert.Equal((DeploymentStatus.InProgress, "in_progress"), (deployment.Status, deployment.RawStatus));
        Assert.Equal(new DateTimeOffset(2026, 10, 6, 8, 0, 0, TimeSpan.Zero), deployment.CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 10, 6, 8, 0, 4, 120, TimeSpan.Zero), deployment.StartedAt);
        Assert.Equal(new DateTimeOffset(2026, 10, 6, 8, 1, 10, TimeSpan.Zero), deployment.UpdatedAt);
        Assert.Null(deployment.FinishedAt);
        Assert.Equal(("2.3.2", "stable", 3), (deployment.ImageTag, deployment.Channel, deployment.Replicas));
        Assert.Null(deployment.Branch);
        Assert.Null(deployment.CommitSha);
        Assert.Null(deployment.CommitMessage);
        Assert.Equal(("insufficient_memory", "Waiting for a node with enough memory"), (deployment.ErrorCode, deployment.ErrorMessage));
        Assert.Equal(DeploymentFailureReason.InsufficientMemory, deployment.FailureReason);
        Assert.Equal((DeploymentCreationSource.Dashboard, "dashboard"), (deployment.CreationSource, deployment.RawCreationSource));
        Assert.Equal("123", deployment.CreatedBy);
        Assert.Equal((false, null), (deployment.IsTerminal, deployment.Duration));
    }
}
