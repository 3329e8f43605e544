using SpiceDeployments.Client.Tests.Shared.Conventions;

namespace SpiceDeployments.Tool.Tests.Conventions;

/// <summary>No await of the program captures a context. The tests of the client check the check.</summary>
public sealed class AwaitConventionTests
{
    [Fact]
    public void EveryAwait_OfTheProgram_IsConfigured()
    {
        Assert.NotEmpty(StateMachines.GetAwaiters(typeof(ToolHost).Assembly));
        Assert.Empty(StateMachines.FindCapturingAwaits(typeof(ToolHost).Assembly));
    }
}
