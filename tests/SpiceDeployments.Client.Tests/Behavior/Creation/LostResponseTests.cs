using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Creation;

/// <summary>A create whose response is lost creates at most one deployment.</summary>
public sealed class LostResponseTests : EmulatorTest
{
    private const string CanceledInFlightMessage = "A create request for app 42 was canceled while in flight; a deployment may have been created.";

    private static readonly CreateDeploymentRequest Request = new() { Branch = "main", CommitSha = "9f2c4e7" };

    public static TheoryData<string> LossesAfterProcessing =>
        [nameof(FaultRuleBuilder.DropResponse), nameof(FaultRuleBuilder.CloseConnection), nameof(FaultRuleBuilder.TruncateBody), nameof(FaultRuleBuilder.RespondWithHtml),
            nameof(FaultRuleBuilder.RespondWithEmpty), nameof(FaultRuleBuilder.RespondWithJson)];

    [Theory]
    [MemberData(nameof(LossesAfterProcessing))]
    public async Task CreateAsync_ProcessedAndResponseLost_ReturnsTheDeploymentAfterOnePost(string loss)
    {
        await Client.ListAsync(AppId, cancellationToken: CancellationToken); // So that the connection is in the pool.
        Lose(Cloud.Faults.OnCreate().AfterProcessing(), loss);

        Deployment created = await Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken));

        Assert.Equal(Assert.Single(App.Deployments).Id, created.Id);
        Assert.Equal("9f2c4e7", created.CommitSha);
        Assert.Single(GetRequestTimes("POST"));
        Assert.Equal(TimeSpan.Zero, Clock.Elapsed);
    }

    [Fact]
    public async Task CreateAsync_LostBeforeProcessing_ResendsAfterFiveChecks()
    {
        Cloud.Faults.OnCreate().ResetConnection();

        Deployment created = await Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken));

        Assert.Equal(Assert.Single(App.Deployments).Id, created.Id);
        Assert.Equal([0, 16], GetRequestTimes("POST"));
        Assert.Equal([0, 1, 3, 7, 15], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task CreateAsync_AttemptTimesOut_IsALostResponse()
    {
        using DeploymentsClient client = CreateClient(options => options.AttemptTimeout = TimeSpan.FromSeconds(30));
        Cloud.Faults.OnCreate().HangAfterProcessing();
        Task<Deployment> creating = client.CreateAsync(AppId, Request, cancellationToken: CancellationToken);

        await Cloud.Faults.WaitForHangAsync(CancellationToken);
        Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(Assert.Single(App.Deployments).Id, (await Clock.RunAsync(creating)).Id);
        Assert.Single(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_ListedLate_IsFoundByALaterCheck()
    {
        App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(2.5));
        Cloud.Faults.OnCreate().DropResponse();

        Deployment created = await Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken));

        Assert.Equal(Assert.Single(App.Deployments).Id, created.Id);
        Assert.Equal([0, 1, 3], GetRequestTimes("GET"));
        Assert.Single(GetRequestTimes("POST"));
    }

    /// <summary>As late as a wait allows.</summary>
    [Fact]
    public async Task CreateAsync_ListedAfterFifteenSeconds_IsFound()
    {
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).VisibilityDelay(TimeSpan.FromSeconds(15));
        Cloud.Faults.OnCreate().DropResponse();

        Deployment created = await Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken));

        Assert.Equal(Assert.Single(App.Deployments).Id, created.Id);
        Assert.Single(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_NeverProcessed_ThrowsAfterThreeAttempts()
    {
        Cloud.Faults.OnCreate().Always().Fail(503, "Try later");

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken)));

        Assert.Equal(
            "POST /v1/apps/42/deployments returned 503 (Service Unavailable): Try later. "
            + "The create request was sent 3 times without a conclusive response; no matching deployment is listed.",
            exception.Message);
        Assert.Equal([0, 16, 32], GetRequestTimes("POST"));
        Assert.Empty(App.Deployments);
    }

    [Fact]
    public async Task CreateAsync_AcceptedWithoutIdAndNeverListed_IsNotResent()
    {
        Cloud.Faults.OnCreate().RespondWithJson("{}", status: 202);

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(() => Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken)));

        Assert.StartsWith(
            "Could not determine whether the create for app 42 created a deployment. The service accepted the request, but the deployment is not listed yet.",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Empty(exception.Candidates);
        Assert.IsType<SpiceApiException>(exception.InnerException);
        Assert.Single(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_TwoCandidates_ThrowsWithBoth()
    {
        App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(0.5));
        Cloud.Faults.OnCreate().DropResponse();
        Task<Deployment> creating = Client.CreateAsync(AppId, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(0.7), creating);
        App.StartDeployment(creationSource: "api");

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(() => Clock.RunAsync(creating));

        Assert.Equal(App.Deployments.Select(deployment => deployment.Id), exception.Candidates.Select(candidate => candidate.Id));
        Assert.Contains(
            "The request may have created one of these deployments: 1002, 1001.", exception.Message, StringComparison.Ordinal);
        Assert.Single(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_ListUnavailable_ThrowsOutcomeUnknown()
    {
        Cloud.Faults.OnCreate().DropResponse();
        Cloud.Faults.OnList().Always().Fail(503, "Try later");

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(() => Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken)));

        Assert.Contains("The deployment list is unavailable.", exception.Message, StringComparison.Ordinal);
        Assert.Single(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_ForeignDeployment_IsNotReturned()
    {
        Cloud.Faults.OnCreate().ResetConnection();
        Task<Deployment> creating = Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(0.5), creating);
        Deployment other = await CreateClient().CreateAsync(AppId, Request with { CommitSha = "1b3d5f6" }, cancellationToken: CancellationToken);
        App.Deployments[0].CompleteSuccessfully();

        Deployment created = await Clock.RunAsync(creating);

        Assert.NotEqual(other.Id, created.Id);
        Assert.Equal(2, App.Deployments.Count);
    }

    [Fact]
    public async Task CreateAsync_EarlierMatchingDeployment_IsNotReturned()
    {
        await Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken);
        App.Deployments[0].CompleteSuccessfully();
        Clock.Advance(TimeSpan.FromSeconds(62));
        Cloud.Faults.OnCreate().ResetConnection();

        Deployment created = await Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken));

        Assert.Equal(App.Deployments[0].Id, created.Id);
        Assert.Equal(2, App.Deployments.Count);
    }

    [Fact]
    public async Task CreateAsync_MatchingDeploymentWithinAMinute_ThrowsOutcomeUnknown()
    {
        Deployment earlier = await Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken);
        App.Deployments[0].CompleteSuccessfully();
        Clock.Advance(TimeSpan.FromSeconds(55));
        Cloud.Faults.OnCreate().ResetConnection();

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(
            () => Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken)));

        Assert.Equal(earlier.Id, Assert.Single(exception.Candidates).Id);
        Assert.Single(App.Deployments);
    }

    /// <summary>The time of a create is that of its request, not that of the request for its token.</summary>
    [Fact]
    public async Task CreateAsync_ForeignDeploymentWithTheSameValuesDuringTheTokenRequest_IsNotReturned()
    {
        DeploymentsClientOptions options = CreateOptions();
        options.AccessToken = null;
        options.AccessTokenProvider = new StubTokenProvider(_ =>
        {
            App.StartDeployment("api", values: new DeploymentValues { Branch = Request.Branch, CommitSha = Request.CommitSha }).CompleteSuccessfully();
            Clock.Advance(TimeSpan.FromSeconds(5));
            return Task.FromResult(Cloud.AccessToken);
        });
        using var client = new DeploymentsClient(options);
        Cloud.Faults.OnCreate().ResetConnection();

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(
            () => Clock.RunAsync(client.CreateAsync(AppId, Request, cancellationToken: CancellationToken)));

        Assert.Equal(Assert.Single(App.Deployments).Id, Assert.Single(exception.Candidates).Id);
    }

    [Fact]
    public async Task CreateAsync_FirstListedAfterSecondLost_IsFound()
    {
        App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(18));
        Cloud.Faults.OnCreate().DropResponse();
        Cloud.Faults.OnCreate().Always().ResetConnection();

        Deployment created = await Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken));

        Assert.Equal(Assert.Single(App.Deployments).Id, created.Id);
        Assert.Equal([0, 16], GetRequestTimes("POST"));
    }

    [Fact]
    public async Task DeployAsync_OwnDeploymentCompletesDuringConflict_IsFoundBeforeResending()
    {
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(25)).VisibilityDelay(TimeSpan.FromSeconds(24));
        Cloud.Faults.OnCreate().DropResponse();

        Deployment completed = await Clock.RunAsync(Client.DeployAsync(AppId, Request, cancellationToken: CancellationToken));

        Assert.Equal((Assert.Single(App.Deployments).Id, DeploymentStatus.Succeeded), (completed.Id, completed.Status));
        Assert.Equal([0, 16], GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_LongRetryAfter_ThrowsAfterOneAttempt()
    {
        Cloud.Faults.OnCreate().Fail(503, "Try later", retryAfter: TimeSpan.FromSeconds(31));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken)));

        Assert.EndsWith("The create request was sent once without a conclusive response; no matching deployment is listed.", exception.Message, StringComparison.Ordinal);
        Assert.Single(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_CanceledBeforeSending_DoesNotLogUnknownOutcome()
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client.CreateAsync(AppId, Request, cancellationToken: caller.Token));

        Assert.Empty(Log.Collector.GetSnapshot());
    }

    [Fact]
    public async Task CreateAsync_ListedDuringLongDelay_IsFoundBeforeResending()
    {
        App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(20));
        Cloud.Faults.OnCreate().DropResponse();
        Cloud.Faults.OnCreate().RateLimit(TimeSpan.FromSeconds(30));

        Deployment created = await Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken));

        Assert.Equal(Assert.Single(App.Deployments).Id, created.Id);
        Assert.Equal([0, 16], GetRequestTimes("POST"));
        Assert.Equal(46, GetRequestTimes("GET")[^1]);
    }

    [Fact]
    public async Task CreateAsync_ListedAfterSecondRejected_IsFound()
    {
        App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(18));
        Cloud.Faults.OnCreate().DropResponse();
        Cloud.Faults.OnCreate().RateLimit(TimeSpan.FromMinutes(1));

        Deployment created = await Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken));

        Assert.Equal(Assert.Single(App.Deployments).Id, created.Id);
        Assert.Equal([0, 16], GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_LoneSurrogateInMessage_IsFound()
    {
        Cloud.Faults.OnCreate().DropResponse();

        Deployment created = await Clock.RunAsync(Client.CreateAsync(AppId, new CreateDeploymentRequest { CommitMessage = "Ship it \ud83d" }, cancellationToken: CancellationToken));

        Assert.Equal(Assert.Single(App.Deployments).Id, created.Id);
        Assert.Single(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_ConflictWithUnlistedAfterLostResponse_ThrowsOutcomeUnknown()
    {
        App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(60));
        Cloud.Faults.OnCreate().DropResponse();

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(() => Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken)));

        Assert.Contains("rejected because of an active deployment that is not listed yet and may be the one that this create started.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was created", exception.Message, StringComparison.Ordinal);
        Assert.Contains(Log.Collector.GetSnapshot(), record => record.Id.Id is 13);
    }

    [Fact]
    public async Task DeployAsync_ConflictWithUnlistedAfterLostResponse_ThrowsOutcomeUnknownAtConflictTimeout()
    {
        App.ScriptNextDeployment().NeverCompletes().VisibilityDelay(TimeSpan.FromHours(1));
        Cloud.Faults.OnCreate().DropResponse();
        var options = new DeployOptions { ConflictTimeout = TimeSpan.FromMinutes(2) };

        await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(
            () => Clock.RunAsync(Client.DeployAsync(AppId, Request, options, cancellationToken: CancellationToken)));

        Assert.Single(App.Deployments);
    }

    [Fact]
    public async Task CreateAsync_OtherDeploymentAfterLostResponse_ThrowsConflict()
    {
        Cloud.Faults.OnCreate().ResetConnection();
        Task<Deployment> creating = Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(15.5), creating);
        Deployment other = await CreateClient().CreateAsync(AppId, Request with { CommitSha = "1b3d5f6" }, cancellationToken: CancellationToken);

        DeploymentConflictException conflict = await Assert.ThrowsAsync<DeploymentConflictException>(() => Clock.RunAsync(creating));

        Assert.Equal(other.Id, conflict.ActiveDeployment?.Id);
    }

    [Fact]
    public async Task CreateAsync_MachineSleptDuringLostResponse_IsNotResent()
    {
        using DeploymentsClient client = CreateClient(options => options.AttemptTimeout = TimeSpan.FromSeconds(30));
        Cloud.Faults.OnCreate().HangAfterProcessing();
        Task<Deployment> creating = client.CreateAsync(AppId, Request, cancellationToken: CancellationToken);
        await Cloud.Faults.WaitForHangAsync(CancellationToken);

        Clock.Sleep(TimeSpan.FromMinutes(5));
        Clock.Advance(TimeSpan.FromSeconds(30));

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(() => Clock.RunAsync(creating));
        Assert.Equal(Assert.Single(App.Deployments).Id, Assert.Single(exception.Candidates).Id);
        Assert.Single(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task DeployAsync_ErrorsAfterConflict_ThrowsTheError()
    {
        App.StartDeployment();
        Cloud.Faults.OnCreate().Skip(1).Always().Fail(503, "Try later");

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => Clock.RunAsync(Client.DeployAsync(AppId, Request, cancellationToken: CancellationToken)));

        Assert.EndsWith("The create request was sent 3 times without a conclusive response; no matching deployment is listed.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeployAsync_IndeterminateAttemptsBetweenConflicts_CountsOnlyNonConflicts()
    {
        App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(60)).RunsFor(TimeSpan.FromSeconds(60)));
        Cloud.Faults.OnCreate().Skip(1).Fail(503, "Try later");
        Cloud.Faults.OnCreate().Skip(1).Always().Fail(503, "Try later");

        await Assert.ThrowsAsync<SpiceApiException>(() => Clock.RunAsync(Client.DeployAsync(AppId, Request, cancellationToken: CancellationToken)));

        Assert.Equal(3, Cloud.Requests.Count(request => request is { Method: "POST", StatusCode: 503 }));
    }

    [Fact]
    public async Task CreateAsync_ListedWithoutAValue_ThrowsOutcomeUnknown()
    {
        Cloud.Faults.OnCreate().DropResponse();
        Cloud.Faults.OnList().Always().RespondWithJson(
            $$"""{"deployments":[{"id":1001,"status":"queued","created_at":"{{Clock.GetUtcNow():O}}","creation_source":"api","branch":"main"}]}""");

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(() => Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken)));

        Assert.Equal(1001, Assert.Single(exception.Candidates).Id);
        Assert.Single(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task DeployAsync_ResponseLost_ReturnsTheDeployment()
    {
        Cloud.Faults.OnCreate().DropResponse();

        Deployment completed = await Clock.RunAsync(Client.DeployAsync(AppId, Request, cancellationToken: CancellationToken));

        Assert.Equal((Assert.Single(App.Deployments).Id, DeploymentStatus.Succeeded), (completed.Id, completed.Status));
    }

    [Fact]
    public async Task DeployAsync_ListedAfterLastCheck_IsFoundAfterTheConflict()
    {
        App.ScriptNextDeployment().RunsFor(TimeSpan.FromMinutes(2)).VisibilityDelay(TimeSpan.FromSeconds(28));
        Cloud.Faults.OnCreate().DropResponse();

        Deployment completed = await Clock.RunAsync(Client.DeployAsync(AppId, Request, cancellationToken: CancellationToken));

        Assert.Equal((Assert.Single(App.Deployments).Id, DeploymentStatus.Succeeded), (completed.Id, completed.Status));
    }

    [Fact]
    public async Task CreateAsync_CanceledInFlight_LogsUnknownOutcome()
    {
        using var caller = new CancellationTokenSource();
        Cloud.Faults.OnCreate().HangAfterProcessing();
        Task<Deployment> creating = Client.CreateAsync(AppId, Request, cancellationToken: caller.Token);
        await Cloud.Faults.WaitForHangAsync(CancellationToken);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => creating);
        Assert.Equal(CanceledInFlightMessage, Assert.Single(Log.Collector.GetSnapshot(), record => record.Level is LogLevel.Warning).Message);
    }

    [Fact]
    public async Task CreateAsync_CanceledBetweenAttempts_LogsUnknownOutcome()
    {
        using var caller = new CancellationTokenSource(TimeSpan.FromSeconds(15.5), Clock);
        Cloud.Faults.OnCreate().ResetConnection();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: caller.Token)));

        Assert.Equal([0], GetRequestTimes("POST"));
        Assert.Contains(Log.Collector.GetSnapshot(), record => record.Message == CanceledInFlightMessage);
    }

    [Fact]
    public async Task DeployAsync_CanceledDuringConflictAfterLostResponse_LogsUnknownOutcomeOnce()
    {
        using var caller = new CancellationTokenSource(TimeSpan.FromSeconds(60), Clock);
        Cloud.Faults.OnCreate().ResetConnection();
        Cloud.Faults.OnCreate().Always().Fail(409, "A deployment is already in progress");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Clock.RunAsync(Client.DeployAsync(AppId, Request, cancellationToken: caller.Token)));

        Assert.Single(Log.Collector.GetSnapshot(), record => record.Message == CanceledInFlightMessage);
    }

    [Fact]
    public async Task CreateAsync_CanceledAfterRejection_DoesNotLogUnknownOutcome()
    {
        using var caller = new CancellationTokenSource(TimeSpan.FromSeconds(5), Clock);
        Cloud.Faults.OnCreate().RateLimit(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: caller.Token)));

        Assert.DoesNotContain(Log.Collector.GetSnapshot(), record => record.Message == CanceledInFlightMessage);
    }

    [Fact]
    public async Task CreateAsync_EachStep_IsLogged()
    {
        Cloud.Faults.OnCreate().ResetConnection();
        Cloud.Faults.OnCreate().DropResponse();

        await Clock.RunAsync(Client.CreateAsync(AppId, Request, cancellationToken: CancellationToken));

        Assert.Equal([11, 2, 9, 10, 11, 2, 8], Log.Collector.GetSnapshot().Select(record => record.Id.Id));
    }

    private static void Lose(FaultRuleBuilder requests, string loss)
    {
        switch (loss)
        {
            case nameof(FaultRuleBuilder.DropResponse):
                requests.DropResponse();
                break;
            case nameof(FaultRuleBuilder.CloseConnection):
                requests.CloseConnection();
                break;
            case nameof(FaultRuleBuilder.TruncateBody):
                requests.TruncateBody();
                break;
            case nameof(FaultRuleBuilder.RespondWithHtml):
                requests.RespondWithHtml(504);
                break;
            case nameof(FaultRuleBuilder.RespondWithEmpty):
                requests.RespondWithEmpty(202);
                break;
            default:
                requests.RespondWithJson("""{"status":"queued"}""", status: 202);
                break;
        }
    }
}
