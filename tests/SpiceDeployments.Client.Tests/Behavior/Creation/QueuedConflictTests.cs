using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Creation;

/// <summary>409 as newer servers mean it: only while the earlier deployment is still queued.</summary>
public sealed class QueuedConflictTests : EmulatorTest
{
    [Fact]
    public async Task DeployAsync_AnotherIsQueued_CreatesOnceItIsInProgress()
    {
        EmulatedDeployment other = App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(20)).NeverCompletes());

        Deployment ended = await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, ended.Status);
        Assert.True(other.IsSuperseded);
    }

    protected override void Configure(SpiceCloudEmulatorOptions options) => options.ConflictRule = ConflictRule.WhileQueued;
}
