using SpiceDeployments.Client.Tests.Shared.Conventions;

namespace SpiceDeployments.Client.Rollouts.Tests.Conventions;

/// <summary>No await of the package captures the context of its caller, whose thread may block or end. The tests of the client check the check.</summary>
public sealed class AwaitConventionTests
{
    [Fact]
    public void EveryAwait_OfThePackage_IsConfigured()
    {
        Assert.NotEmpty(StateMachines.GetAwaiters(typeof(RolloutClient).Assembly));
        Assert.Empty(StateMachines.FindCapturingAwaits(typeof(RolloutClient).Assembly));
    }
}
