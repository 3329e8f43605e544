using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary>No transient error ends a wait before its deadline.</summary>
public sealed class TransientErrorTests : EmulatorTest
{
    [Theory]
    [InlineData("[]")]
    [InlineData("""{"deployments":[{"id":""")]
    [InlineData("""{"deployments":{}}""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task DeployAsync_UnreadableList_ContinuesPolling(string body)
    {
        Cloud.Faults.OnList().Times(3).RespondWithJson(body);

        Deployment completed = await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        Assert.Equal([5, 15, 35, 65], GetRequestTimes("GET"));
    }

    [Theory]
    [InlineData("""{"deployments":null}""")]
    [InlineData("""{"deployments":[null]}""")]
    public async Task DeployAsync_ListWithoutTheDeployment_GetsItById(string body)
    {
        Cloud.Faults.OnList().Times(3).RespondWithJson(body);

        Deployment completed = await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        Assert.Equal([5, 5, 15, 15, 35, 35], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task WaitForCompletionAsync_OneTransientError_RetriesBeforeTheNextPoll()
    {
        long id = App.StartDeployment().Id;
        Cloud.Faults.OnList().Fail(503, "Try later");

        await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        Assert.InRange(GetRequestTimes("GET")[1], 0, 0.7);
        Assert.DoesNotContain(Log.Collector.GetSnapshot(), record => record.Id.Name == "PollFailed");
    }

    [Fact]
    public async Task WaitForCompletionAsync_PollFails_IsLogged()
    {
        long id = App.StartDeployment().Id;
        Cloud.Faults.OnList().RespondWithHtml(200);

        await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        Assert.Single(Log.Collector.GetSnapshot(), record => record.Id.Name == "PollFailed");
    }

    [Fact]
    public async Task DeployAsync_EightErrorsInARow_ContinuesPolling()
    {
        Cloud.Faults.OnList().Times(8).Fail(503, "Try later");

        Assert.Equal(DeploymentStatus.Succeeded, (await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken))).Status);
    }

    [Fact]
    public async Task DeployAsync_HtmlResponses_ContinuesPolling()
    {
        Cloud.Faults.OnList().Times(2).RespondWithHtml(200);
        Cloud.Faults.OnList().Times(8).RespondWithHtml(502);

        Assert.Equal(DeploymentStatus.Succeeded, (await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken))).Status);
    }

    [Fact]
    public async Task DeployAsync_BrokenConnections_ContinuesPolling()
    {
        Cloud.Faults.OnList().Times(5).ResetConnection();
        Cloud.Faults.OnList().Times(5).TruncateBody();

        Assert.Equal(DeploymentStatus.Succeeded, (await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken))).Status);
    }

    [Fact]
    public async Task WaitForCompletionAsync_HangingResponse_ContinuesAfterTheAttemptTimeout()
    {
        using DeploymentsClient client = CreateClient(options => options.AttemptTimeout = TimeSpan.FromSeconds(30));
        long id = App.StartDeployment().Id;
        Cloud.Faults.OnList().HangAfterProcessing();
        Task<Deployment> waiting = client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken);

        await Cloud.Faults.WaitForHangAsync(CancellationToken);
        Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(DeploymentStatus.Succeeded, (await Clock.RunAsync(waiting)).Status);
    }

    [Fact]
    public async Task DeployAsync_ErrorsUntilDeadline_ThrowsTimeoutWithTheLastError()
    {
        Cloud.Faults.OnList().Always().Fail(503, "Try later");

        DeploymentTimeoutException exception = await Assert.ThrowsAsync<DeploymentTimeoutException>(() => Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal(503, (int?)Assert.IsType<SpiceApiException>(exception.InnerException).StatusCode);
        Assert.Equal(DeploymentStatus.Queued, exception.Deployment?.Status);
        Assert.EndsWith(
            "The last poll failed: GET /v1/apps/42/deployments returned 503 (Service Unavailable): Try later.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(600, GetRequestTimes("GET")[^1]);
    }

    [Fact]
    public async Task DeployAsync_RetryAfterBeyondDeadline_PollsAtDeadline()
    {
        App.ScriptNextDeployment().NeverCompletes();
        Cloud.Faults.OnList().RateLimit(TimeSpan.FromHours(2));

        await Assert.ThrowsAsync<DeploymentTimeoutException>(() => Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal([5, 600], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task DeployAsync_RetryAfterLongerThanMaxDelay_IsNotShortened()
    {
        Cloud.Faults.OnList().RateLimit(TimeSpan.FromSeconds(90));

        await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal([5, 95], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task WaitForCompletionAsync_TokenRejectedEarly_RenewsAndContinues()
    {
        Cloud.AddOAuthClient("ci", "secret-of-ci", [.. SpiceScopes.All]);
        using DeploymentsClient client = CreateClient(options =>
        {
            (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "ci", "secret-of-ci");
            options.TokenEndpoint = Cloud.TokenEndpoint;
        });
        Task<Deployment> deploying = client.DeployAsync(AppId, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(10), deploying);

        Cloud.RevokeAllTokens();

        Assert.Equal(DeploymentStatus.Succeeded, (await Clock.RunAsync(deploying)).Status);
    }
}
