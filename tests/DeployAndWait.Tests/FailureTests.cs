using SpiceDeployments.Client;

namespace DeployAndWait.Tests;

public sealed class FailureTests
{
    private static readonly UnfinishedDeployment OnService = new(AppId: 7, DeploymentId: 1001, IsEmulated: false);

    public static TheoryData<Exception, int> Endings => new()
    {
        { new DeploymentFailedException(new Deployment { Id = 1 }), 1 },
        { new DeploymentSupersededException(new Deployment { Id = 1 }), 1 },
        { new DeploymentTimeoutException("The time was up."), 1 },
        { new DeploymentConflictException("Another one is in the way."), 1 },
        { new DeploymentOutcomeUnknownException("Who knows."), 1 },
        { new DeploymentNotFoundException("No such deployment."), 1 },
        { new SpiceForbiddenException("Not allowed."), 1 },
        { new SpiceRateLimitException("Too many."), 1 },
        { new SpiceApiException("Refused."), 1 },
        { new SpiceAuthenticationException("Who are you?"), 4 },
        { new UsageException("Wrong."), 2 },
        { new OperationCanceledException(), 130 },
        { new IOException("Something else."), 1 },
    };

    [Theory]
    [MemberData(nameof(Endings), DisableDiscoveryEnumeration = true)]
    public void Of_EachException_HasItsExitCode(Exception exception, int exitCode) =>
        Assert.Equal(exitCode, Failure.Of(exception, unfinished: null).ExitCode);

    [Fact]
    public void Of_OptionsThatAreWrong_IsWrongUsageAndNamesNoParameterOfTheCode()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new DeploymentsClient(new DeploymentsClientOptions()));

        Assert.Equal(new Failure(2, "AccessToken must be set, or ClientId and ClientSecret, or AccessTokenProvider."), Failure.Of(exception, unfinished: null));
    }

    [Fact]
    public void Of_ATimeout_SaysHowToResume()
    {
        var timeout = new DeploymentTimeoutException("Deployment 1001 of app 7 did not end within 600 s.");

        Assert.Equal(
            "Deployment 1001 of app 7 did not end within 600 s. "
            + "It goes on by itself; wait for it again with: dotnet run --project samples/DeployAndWait -- --app 7 --resume 1001",
            Failure.Of(timeout, OnService).Message);
    }

    [Fact]
    public void Of_AnInterruptionOnTheEmulator_DoesNotPromiseThatItCanBeResumed()
    {
        var failure = Failure.Of(new OperationCanceledException(), OnService with { IsEmulated = true });

        Assert.Equal(
            "Interrupted while waiting for deployment 1001 of app 7. "
            + "The emulator ends with this program; with the real service you would go on with --app 7 --resume 1001.",
            failure.Message);
    }

    [Fact]
    public void Of_AFailureThatMayPass_SaysSo()
    {
        var deployment = new Deployment { Id = 1001, RawStatus = "failed", ErrorMessage = "Not enough memory", ErrorCode = "insufficient_memory" };

        Assert.Equal(
            "Deployment 1001 failed: Not enough memory (insufficient_memory). This may pass: deploy again later.",
            Failure.Of(new DeploymentFailedException(deployment), unfinished: null).Message);
    }

    [Fact]
    public void Of_AMessageOfSeveralLines_IsOneLine() =>
        Assert.Equal("One two three", Failure.Of(new SpiceApiException("One\r\n  two\nthree\n"), unfinished: null).Message);
}
