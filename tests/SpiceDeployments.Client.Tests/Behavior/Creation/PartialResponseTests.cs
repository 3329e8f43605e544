using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Creation;

public sealed class PartialResponseTests : EmulatorTest
{
    [Fact]
    public async Task DeployAsync_CreateAnsweredInPart_StillEndsWithTheWholeDeployment()
    {
        var progress = new RecordedProgress();

        Deployment ended = await Clock.RunAsync(
            Client.DeployAsync(AppId, new CreateDeploymentRequest { Branch = "main" }, progress: progress, cancellationToken: CancellationToken));

        Assert.Null(progress.Values[0].Deployment.Branch);
        Assert.Equal(("main", DeploymentStatus.Succeeded), (ended.Branch, ended.Status));
    }

    protected override void Configure(SpiceCloudEmulatorOptions options) => options.CreateResponseShape = CreateResponseShape.Partial;
}
