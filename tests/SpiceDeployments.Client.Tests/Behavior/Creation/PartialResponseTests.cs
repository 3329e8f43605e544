using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Creation;

public sealed class PartialResponseTests : EmulatorTest
{
    [Fact]
    public async Task DeployAsync_PartialCreateResponse_ReturnsTheCompleteDeployment()
    {
        var progress = new RecordedProgress();

        Deployment completed = await Clock.RunAsync(
            Client.DeployAsync(AppId, new CreateDeploymentRequest { Branch = "main" }, progress: progress, cancellationToken: CancellationToken));

        Assert.Null(progress.Values[0].Deployment.Branch);
        Assert.Equal(("main", DeploymentStatus.Succeeded), (completed.Branch, completed.Status));
    }

    protected override void Configure(SpiceCloudEmulatorOptions options) => options.CreateResponseShape = CreateResponseShape.Partial;
}
