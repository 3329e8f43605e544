namespace SpiceDeployments.Client.Tests.Wire.Apps;

public sealed class PauseAppTests : AppTest
{
    [Fact]
    public async Task PauseAppAsync_ResponseLost_SaysThatTheAppMayBePaused()
    {
        GivenPause(Lost);

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => Client.PauseAppAsync(AppId, CancellationToken));

        Assert.EndsWith("App 123 may be paused nevertheless. Pause the app again to make sure.", exception.Message, StringComparison.Ordinal);
        Assert.Single(Requests);
    }

    [Fact]
    public async Task ResumeAppAsync_ResponseLost_SaysThatADeploymentMayHaveBeenStarted()
    {
        GivenResume(Lost);

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => Client.ResumeAppAsync(AppId, CancellationToken));

        Assert.EndsWith(
            "App 123 may be resumed nevertheless, by a new deployment. List the app's deployments before you resume the app again.", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.MayHaveBeenProcessed);
        Assert.Single(Requests);
    }

    [Fact]
    public async Task PauseAppAsync_Rejected_ThrowsTheErrorOnly()
    {
        GivenPause(Infrastructure.WireResponse.Json("""{"error":"No"}""", status: 400));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => Client.PauseAppAsync(AppId, CancellationToken));

        Assert.DoesNotContain("nevertheless", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.MayHaveBeenProcessed);
    }
}
