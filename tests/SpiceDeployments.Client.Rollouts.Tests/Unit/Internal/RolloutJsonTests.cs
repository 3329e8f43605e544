using SpiceDeployments.Client.Rollouts.Internal;

namespace SpiceDeployments.Client.Rollouts.Tests.Unit.Internal;

public sealed class RolloutJsonTests
{
    [Fact]
    public void Parse_LineWithoutDenied_IsNotAboutCredentials() =>
        Assert.False(RolloutJson.Parse("build-7", """{"n":2,"kind":"StopRequested","at":"2026-11-27T04:50:15+00:00","by":"a","message":"wrong image"}""").IsAccessDenied);

    [Fact]
    public void ToLine_RejectedCredentials_AreReadAgain()
    {
        string denied = RolloutJson.ToLine(new RolloutEvent { Kind = RolloutEventKind.StopRequested, IsAccessDenied = true });
        string other = RolloutJson.ToLine(new RolloutEvent { Kind = RolloutEventKind.StopRequested });

        Assert.True(RolloutJson.Parse("build-7", denied).IsAccessDenied);
        Assert.DoesNotContain("denied", other, StringComparison.Ordinal);
    }
}
