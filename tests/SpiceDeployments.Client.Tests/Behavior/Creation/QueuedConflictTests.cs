using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Creation;

/// <summary>409 as newer servers define it: while an earlier deployment is queued.</summary>
public sealed class QueuedConflictTests : EmulatorTest
{
    [Fact]
    public async Task DeployAsync_AnotherIsQueued_CreatesOnceItIsInProgress()
    {
        EmulatedDeployment other = App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(20)).NeverCompletes());

        Deployment completed = await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        Assert.True(other.IsSuperseded);
    }

    protected override void Configure(SpiceCloudEmulatorOptions options) => options.ConflictRule = ConflictRule.WhileQueued;
}
