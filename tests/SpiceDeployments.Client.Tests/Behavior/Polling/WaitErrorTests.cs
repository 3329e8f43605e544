using System.Net;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary>Whatever ends a deploy after its create names the deployment, so that the caller can continue to wait for it.</summary>
public sealed class WaitErrorTests : EmulatorTest
{
    public static TheoryData<int, Type> Rejections => new()
    {
        { 400, typeof(SpiceApiException) },
        { 401, typeof(SpiceAuthenticationException) },
        { 403, typeof(SpiceForbiddenException) },
        { 404, typeof(AppNotFoundException) },
        { 410, typeof(SpiceApiException) },
    };

    [Theory]
    [MemberData(nameof(Rejections))]
    public async Task DeployAsync_PollRejected_HasBothIdsAndSaysHowToContinue(int status, Type type)
    {
        Cloud.Faults.OnList().Fail(status, "No. Required: deployments:read", "no_luck");

        SpiceApiException exception = await Assert.ThrowsAnyAsync<SpiceApiException>(() => Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        long id = Assert.Single(App.Deployments).Id;
        Assert.IsType(type, exception);
        Assert.Equal((AppId, id, status, "no_luck"), (exception.AppId, exception.DeploymentId, (int?)exception.StatusCode, exception.ErrorCode));
        Assert.StartsWith($"GET /v1/apps/42/deployments returned {status} ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith($" The last status of deployment {id} of app 42 was 'queued'; wait for it again with the same ids.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeployAsync_PollForbidden_KeepsTheScope()
    {
        Cloud.Faults.OnList().Fail(403, "Insufficient scope. Required: deployments:read");

        SpiceForbiddenException exception = await Assert.ThrowsAsync<SpiceForbiddenException>(() => Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal("deployments:read", exception.RequiredScope);
    }

    /// <summary>The exception of a shared request is not changed, because each wait adds its own ids.</summary>
    [Fact]
    public async Task WaitForCompletionAsync_SharedPollRejected_EachExceptionHasItsOwnIds()
    {
        using var network = new ManualHandler();
        using DeploymentsClient client = CreateClient(options => options.PrimaryHandler = () => network);
        Task<Deployment>[] waits = [.. Enumerable.Range(1, 3).Select(id => client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken))];

        (await network.NextAsync()).Respond("""{"error":"Token expired"}""", HttpStatusCode.Unauthorized);

        for (int i = 0; i < waits.Length; i++)
        {
            SpiceAuthenticationException exception = await Assert.ThrowsAsync<SpiceAuthenticationException>(() => waits[i]);
            Assert.Equal((AppId, i + 1), (exception.AppId, exception.DeploymentId));
        }
    }

    [Fact]
    public async Task WaitForCompletionAsync_FirstPollRejected_HasBothIds()
    {
        Cloud.Faults.OnList().Fail(403, "No");

        SpiceForbiddenException exception = await Assert.ThrowsAsync<SpiceForbiddenException>(
            () => Clock.RunAsync(Client.WaitForCompletionAsync(AppId, 7, cancellationToken: CancellationToken)));

        Assert.Equal((AppId, 7, "GET /v1/apps/42/deployments returned 403 (Forbidden): No."), (exception.AppId, exception.DeploymentId, exception.Message));
    }

    [Fact]
    public async Task DeployAsync_CredentialsRejectedDuringWait_HasBothIds()
    {
        Cloud.AddOAuthClient("ci", "secret-of-ci", [.. SpiceScopes.All]);
        using DeploymentsClient client = CreateClient(options =>
            (options.AccessToken, options.ClientId, options.ClientSecret, options.TokenEndpoint) = (null, "ci", "secret-of-ci", Cloud.TokenEndpoint));
        Task<Deployment> deploying = client.DeployAsync(AppId, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(3), deploying);
        Cloud.RevokeAllTokens();
        Cloud.Faults.OnToken().Always().Fail(401, "invalid_client");

        SpiceAuthenticationException exception = await Assert.ThrowsAsync<SpiceAuthenticationException>(() => Clock.RunAsync(deploying));

        Assert.Equal((AppId, Assert.Single(App.Deployments).Id), (exception.AppId, exception.DeploymentId));
    }

    [Fact]
    public async Task DeployAsync_ConnectionsFailUntilDeadline_HasBothIds()
    {
        App.ScriptNextDeployment().NeverCompletes();
        Cloud.Faults.OnList().Always().ResetConnection();

        DeploymentTimeoutException exception = await Assert.ThrowsAsync<DeploymentTimeoutException>(() => Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal((AppId, Assert.Single(App.Deployments).Id), (exception.AppId, exception.DeploymentId));
    }

    [Fact]
    public async Task DeployAsync_CanceledDuringWait_NamesTheDeployment()
    {
        using var caller = new CancellationTokenSource();
        Task<Deployment> deploying = Client.DeployAsync(AppId, cancellationToken: caller.Token);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(7), deploying);

        await caller.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => deploying);
        long id = Assert.Single(App.Deployments).Id;
        Assert.Equal(
            $"The wait was canceled; the deployment continues. The last status of deployment {id} of app 42 was 'in_progress'; wait for it again with the same ids.",
            exception.Message);
        Assert.Equal((caller.Token, AppId, id), (exception.CancellationToken, exception.Data["AppId"], exception.Data["DeploymentId"]));
        Assert.True(deploying.IsCanceled);
    }

    [Fact]
    public async Task DeployAsync_CanceledDuringAPoll_NamesTheDeployment()
    {
        using var caller = new CancellationTokenSource();
        Cloud.Faults.OnList().HangBeforeProcessing();
        Task<Deployment> deploying = Client.DeployAsync(AppId, cancellationToken: caller.Token);
        await Clock.DelayStartedAsync();
        Clock.Advance(TimeSpan.FromSeconds(5));
        await Cloud.Faults.WaitForHangAsync(CancellationToken);

        await caller.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => deploying);
        Assert.Equal((caller.Token, Assert.Single(App.Deployments).Id), (exception.CancellationToken, exception.Data["DeploymentId"]));
    }

    [Fact]
    public async Task WaitForCompletionAsync_CanceledBeforeAPoll_NamesBothIds()
    {
        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Client.WaitForCompletionAsync(AppId, 7, cancellationToken: new CancellationToken(canceled: true)));

        Assert.Equal("The wait for deployment 7 of app 42 was canceled before a poll showed the deployment.", exception.Message);
    }

    /// <summary>A poll that fails at the moment of the cancellation is not a timeout.</summary>
    [Fact]
    public async Task WaitForCompletionAsync_CanceledWhenAPollFails_ThrowsCanceled()
    {
        using var caller = new CancellationTokenSource();
        using DeploymentsClient client = CreateClient(options => options.PrimaryHandler = () => new StubHandler(request => Task.FromResult(new HttpResponseMessage
        {
            RequestMessage = request,
            Content = request.RequestUri!.AbsolutePath.EndsWith("/7", StringComparison.Ordinal) ? new CancelingContent(caller) : new StringContent("""{"deployments":[]}"""),
        })));

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Clock.RunAsync(client.WaitForCompletionAsync(AppId, 7, cancellationToken: caller.Token)));

        Assert.Equal(caller.Token, exception.CancellationToken);
    }

    [Fact]
    public async Task WatchAsync_Canceled_NamesTheDeployment()
    {
        using var caller = new CancellationTokenSource();
        long id = App.StartDeployment().Id;
        await using IAsyncEnumerator<Deployment> watch = Client.WatchAsync(AppId, id, cancellationToken: caller.Token).GetAsyncEnumerator(CancellationToken.None);
        await watch.MoveNextAsync();

        await caller.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await watch.MoveNextAsync());
        Assert.Equal(
            $"The wait was canceled; the deployment continues. The last status of deployment {id} of app 42 was 'queued'; wait for it again with the same ids.",
            exception.Message);
        Assert.Equal((caller.Token, AppId, id), (exception.CancellationToken, exception.Data["AppId"], exception.Data["DeploymentId"]));
    }

    [Fact]
    public async Task DeployAsync_ClientDisposedDuringWait_NamesTheDeployment()
    {
        Task<Deployment> deploying = Client.DeployAsync(AppId, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(3), deploying);

        Client.Dispose();

        ObjectDisposedException exception = await Assert.ThrowsAsync<ObjectDisposedException>(() => Clock.RunAsync(deploying));
        Assert.Equal(
            $"The client was disposed. The last status of deployment {Assert.Single(App.Deployments).Id} of app 42 was 'queued'; wait for it again with the same ids.",
            exception.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CreateAsync_CanceledWhileInFlight_SaysThatTheOutcomeIsUnknown(bool isProcessed)
    {
        using var caller = new CancellationTokenSource();
        _ = isProcessed ? Cloud.Faults.OnCreate().HangAfterProcessing() : Cloud.Faults.OnCreate().HangBeforeProcessing();
        Task<Deployment> creating = Client.CreateAsync(AppId, cancellationToken: caller.Token);
        await Cloud.Faults.WaitForHangAsync(CancellationToken);

        await caller.CancelAsync();

        await AssertOutcomeUnknownAsync(creating, caller.Token);
    }

    [Fact]
    public async Task CreateAsync_CanceledDuringTheTokenRequest_DoesNotSpeakOfAnUnknownOutcome()
    {
        using var caller = new CancellationTokenSource();
        DeploymentsClientOptions options = CreateOptions();
        options.AccessToken = null;
        options.AccessTokenProvider = new StubTokenProvider(_ => new TaskCompletionSource<string>().Task);
        using var client = new DeploymentsClient(options);
        Task<Deployment> creating = client.CreateAsync(AppId, cancellationToken: caller.Token);

        await caller.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => creating);
        Assert.DoesNotContain("unknown", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Log.Collector.GetSnapshot(), record => record.Level is LogLevel.Warning);
    }

    [Fact]
    public async Task DeployAsync_CanceledDuringReconciliation_SaysThatTheOutcomeIsUnknown()
    {
        using var caller = new CancellationTokenSource();
        Cloud.Faults.OnCreate().DropResponse();
        Cloud.Faults.OnList().Always().RespondWithHtml(200);
        Task<Deployment> deploying = Client.DeployAsync(AppId, cancellationToken: caller.Token);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(2), deploying);

        await caller.CancelAsync();

        await AssertOutcomeUnknownAsync(deploying, caller.Token);
    }

    [Fact]
    public async Task CreateAsync_CanceledDuringConflict_DoesNotSpeakOfAnUnknownOutcome()
    {
        using var caller = new CancellationTokenSource();
        App.StartDeployment(script: new DeploymentScript().NeverCompletes());
        var options = new CreateDeploymentOptions { ConflictBehavior = ConflictBehavior.WaitAndRetry };
        Task<Deployment> creating = Client.CreateAsync(AppId, options: options, cancellationToken: caller.Token);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(30), creating);

        await caller.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => creating);
        Assert.DoesNotContain("unknown", exception.Message, StringComparison.Ordinal);
    }

    private static async Task AssertOutcomeUnknownAsync(Task<Deployment> call, CancellationToken callerToken)
    {
        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(
            "The create for app 42 was canceled. Whether it created a deployment is unknown. List the app's deployments before you create again.",
            exception.Message);
        Assert.Equal(callerToken, exception.CancellationToken);
    }

    /// <summary>An empty body that cancels a token once it has been read.</summary>
    private sealed class CancelingContent(CancellationTokenSource caller) : ByteArrayContent([])
    {
        protected override void Dispose(bool disposing)
        {
            caller.Cancel();
            base.Dispose(disposing);
        }
    }
}
