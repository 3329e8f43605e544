using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Tool.Commands;

namespace SpiceDeployments.Tool.Tests.Commands;

public sealed class ErrorMessageTests
{
    [Fact]
    public void Of_RolloutThatHasEnded_NamesNoMember()
    {
        var exception = new RolloutException("Call ResumeAsync to continue it. The disk is full.", new IOException("The disk is full.")) { RolloutId = "release" };

        Assert.Equal("Rollout 'release' does not run any more. Its deployments in flight continue. The disk is full.", ErrorMessage.Of(exception));
    }

    [Fact]
    public void Of_IntentThatHasExpired_NamesNoMember()
    {
        var exception = new DeploymentIntentExpiredException("Prepare a new intent and store it, or set SaveIntent.", new IOException("The token endpoint is slow."));

        Assert.Equal("The create was not sent within the time that its intent permits. Nothing was created. The token endpoint is slow.", ErrorMessage.Of(exception));
    }
}
