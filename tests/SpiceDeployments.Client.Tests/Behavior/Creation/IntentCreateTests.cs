using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Creation;

/// <summary>A create from the intent that this process prepared.</summary>
public sealed class IntentCreateTests : IntentTest
{
    [Fact]
    public async Task CreateAsync_Prepared_IsSentAtOnce()
    {
        DeploymentIntent intent = await PrepareAsync();

        Deployment created = await Client.CreateAsync(intent, cancellationToken: CancellationToken);

        EmulatedDeployment only = Assert.Single(App.Deployments);
        Assert.Equal((only.Id, intent.Request.CommitMessage), (created.Id, only.CommitMessage));
        Assert.Equal(["GET", "POST"], Cloud.Requests.Select(request => request.Method));
        Assert.Equal(TimeSpan.Zero, Clock.Elapsed);
    }

    [Theory]
    [InlineData("""{"id":1001,"status":"queued","commit_message":"Merge pull request 7"}""", true, 1)]
    [InlineData("""{"id":1001,"status":"queued","commit_message":"Merge pull request 7"}""", false, 0)]
    [InlineData("""{"id":1001,"status":"queued"}""", true, 0)]
    public async Task CreateAsync_MessageReplaced_IsLogged(string response, bool isMarked, int expected)
    {
        Cloud.Faults.OnCreate().RespondWithJson(response, status: 202);
        using DeploymentsClient client = CreateClient(options => options.MarkCreates = isMarked);

        await client.CreateAsync(await client.PrepareAsync(AppId, Request, CancellationToken), cancellationToken: CancellationToken);

        Assert.Equal(expected, Log.Collector.GetSnapshot().Count(record => record.Id.Id is 17));
    }

    [Fact]
    public async Task DeployAsync_Prepared_WaitsForCompletion()
    {
        DeploymentIntent intent = await PrepareAsync();

        Deployment completed = await Clock.RunAsync(Client.DeployAsync(intent, cancellationToken: CancellationToken));

        Assert.Equal((Assert.Single(App.Deployments).Id, DeploymentStatus.Succeeded), (completed.Id, completed.Status));
    }

    [Fact]
    public async Task CreateAsync_SameIntentAgain_ReturnsTheDeployment()
    {
        DeploymentIntent intent = await PrepareAsync();
        Deployment first = await Client.CreateAsync(intent, cancellationToken: CancellationToken);

        Deployment second = await Client.CreateAsync(intent, cancellationToken: CancellationToken);

        Assert.Equal(first.Id, second.Id);
        Assert.Single(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_SameIntentTwiceAtOnce_CreatesOne()
    {
        DeploymentIntent intent = await PrepareAsync();

        Task<Deployment> first = Client.CreateAsync(intent, cancellationToken: CancellationToken);
        Task<Deployment> second = Client.CreateAsync(intent, cancellationToken: CancellationToken);

        Assert.Equal((await Clock.RunAsync(first)).Id, (await Clock.RunAsync(second)).Id);
        Assert.Single(App.Deployments);
    }

    /// <summary>A copy may have been stored and sent by another process.</summary>
    [Fact]
    public async Task CreateAsync_ChangedCopy_IsResumed()
    {
        DeploymentIntent intent = await PrepareAsync();

        await Assert.ThrowsAsync<DeploymentIntentExpiredException>(() => Clock.RunAsync(Client.CreateAsync(intent with { }, cancellationToken: CancellationToken)));

        Assert.Empty(GetRequestTimes("POST"));
    }

    [Theory]
    [InlineData(29.9, 1)]
    [InlineData(30, 0)]
    public async Task CreateAsync_WindowElapsedWithoutSave_Throws(double seconds, int expectedCreates)
    {
        DeploymentIntent intent = await PrepareAsync();
        Clock.Advance(TimeSpan.FromSeconds(seconds));

        Task<Deployment> creating = Clock.RunAsync(Client.CreateAsync(intent, cancellationToken: CancellationToken));

        if (expectedCreates is 0)
        {
            DeploymentIntentExpiredException exception = await Assert.ThrowsAsync<DeploymentIntentExpiredException>(() => creating);
            Assert.Equal(
                $"The create of intent {intent.Key} for app 42 was not sent, because the intent was prepared too long ago. Nothing was created. "
                + "Prepare a new intent and store it, or set SaveIntent.",
                exception.Message);
            Assert.Equal(AppId, exception.AppId);
        }
        else
        {
            await creating;
        }

        Assert.Equal(expectedCreates, App.Deployments.Count);
    }

    [Fact]
    public async Task CreateAsync_WindowElapsedWithSave_IsPreparedAgainAndSent()
    {
        DeploymentIntent intent = await PrepareAsync();
        Clock.Advance(TimeSpan.FromMinutes(10));

        Deployment created = await Clock.RunAsync(Client.CreateAsync(intent, WithSave(), CancellationToken));

        Assert.Equal(Assert.Single(App.Deployments).Id, created.Id);
        Assert.Equal([600], GetRequestTimes("POST"));
        Assert.Equal((intent.Key, intent.PreparedAt.AddMinutes(10), intent.SettledAfter.AddMinutes(10)), (Load().Key, Load().PreparedAt, Load().SettledAfter));
        Assert.Equal([0, 0], CreatesBeforeSave);
    }

    /// <summary>The clocks are checked again next to the socket, after the access token was obtained.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CreateAsync_WindowElapsesBeforeTheSocket_IsNotSent(bool sleeps)
    {
        bool isSlow = false;
        using DeploymentsClient client = CreateClient(options =>
        {
            options.AccessToken = null;
            options.AccessTokenProvider = new StubTokenProvider(_ =>
            {
                Action<TimeSpan> pass = sleeps ? Clock.Sleep : Clock.Advance;
                pass(isSlow ? TimeSpan.FromSeconds(31) : TimeSpan.Zero);
                return Task.FromResult(Cloud.AccessToken);
            })
            {
                ExpiresAt = () => Clock.GetUtcNow(), // So that each request gets a token.
            };
        });
        DeploymentIntent intent = await client.PrepareAsync(AppId, Request, CancellationToken);
        isSlow = true;

        await Assert.ThrowsAsync<DeploymentIntentExpiredException>(() => Clock.RunAsync(client.CreateAsync(intent, cancellationToken: CancellationToken)));

        Assert.Empty(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_ClockSetBack_IsNotSentWithoutSave()
    {
        DeploymentIntent intent = await PrepareAsync();
        Clock.AdjustTime(Clock.GetUtcNow().AddHours(-1));

        await Assert.ThrowsAsync<DeploymentIntentExpiredException>(() => Clock.RunAsync(Client.CreateAsync(intent, cancellationToken: CancellationToken)));

        Assert.Empty(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_ResponseLost_ReturnsTheDeploymentAfterOnePost()
    {
        Cloud.Faults.OnCreate().DropResponse();

        Deployment created = await Clock.RunAsync(Client.CreateAsync(await PrepareAsync(), cancellationToken: CancellationToken));

        Assert.Equal(Assert.Single(App.Deployments).Id, created.Id);
        Assert.Single(GetRequestTimes("POST"));
        Assert.Equal(TimeSpan.Zero, Clock.Elapsed);
    }

    [Fact]
    public async Task CreateAsync_ResponseLostAndListedLate_ReturnsTheDeployment()
    {
        App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(40));
        Cloud.Faults.OnCreate().DropResponse();

        Deployment created = await Clock.RunAsync(Client.CreateAsync(await PrepareAsync(), cancellationToken: CancellationToken));

        Assert.Equal(Assert.Single(App.Deployments).Id, created.Id);
        Assert.Single(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_LostBeforeProcessing_IsSentAgainAfterTheQuarantine()
    {
        Cloud.Faults.OnCreate().ResetConnection();

        Deployment created = await Clock.RunAsync(Client.CreateAsync(await PrepareAsync(), WithSave(), CancellationToken));

        Assert.Equal(Assert.Single(App.Deployments).Id, created.Id);
        Assert.Equal([0, SettlingSeconds], GetRequestTimes("POST"));
        Assert.Equal([0, 1], CreatesBeforeSave);
    }

    [Fact]
    public async Task CreateAsync_LostBeforeProcessingWithoutSave_ThrowsExpired()
    {
        Cloud.Faults.OnCreate().ResetConnection();

        DeploymentIntentExpiredException exception =
            await Assert.ThrowsAsync<DeploymentIntentExpiredException>(async () => await Clock.RunAsync(Client.CreateAsync(await PrepareAsync(), cancellationToken: CancellationToken)));

        Assert.IsType<SpiceApiException>(exception.InnerException);
        Assert.Empty(App.Deployments);
    }

    [Fact]
    public async Task CreateAsync_NeverProcessed_ThrowsAfterThreeAttempts()
    {
        Cloud.Faults.OnCreate().Always().Fail(503, "Try later");

        SpiceApiException exception =
            await Assert.ThrowsAsync<SpiceApiException>(async () => await Clock.RunAsync(Client.CreateAsync(await PrepareAsync(), WithSave(), CancellationToken)));

        Assert.EndsWith("The create request was sent 3 times without a conclusive response; no matching deployment is listed.", exception.Message, StringComparison.Ordinal);
        Assert.Equal([0, SettlingSeconds, 2 * SettlingSeconds], GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_AcceptedAndNeverListed_IsNotSentAgain()
    {
        Cloud.Faults.OnCreate().RespondWithJson("{}", status: 202);

        await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(async () => await Clock.RunAsync(Client.CreateAsync(await PrepareAsync(), WithSave(), CancellationToken)));

        Assert.Single(GetRequestTimes("POST"));
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(30, 30)]
    public async Task CreateAsync_RateLimited_IsSentAgainWithinTheWindowOrPreparedAgain(double retryAfter, double expected)
    {
        Cloud.Faults.OnCreate().RateLimit(TimeSpan.FromSeconds(retryAfter));

        Deployment created = await Clock.RunAsync(Client.CreateAsync(await PrepareAsync(), WithSave(), CancellationToken));

        Assert.Equal(Assert.Single(App.Deployments).Id, created.Id);
        Assert.Equal([0, expected], GetRequestTimes("POST"));
        Assert.Equal(retryAfter < 30 ? 1 : 2, Saved.Count);
    }

    [Fact]
    public async Task CreateAsync_LongRetryAfter_Throws()
    {
        Cloud.Faults.OnCreate().RateLimit(TimeSpan.FromSeconds(31));

        await Assert.ThrowsAsync<SpiceRateLimitException>(async () => await Clock.RunAsync(Client.CreateAsync(await PrepareAsync(), WithSave(), CancellationToken)));

        Assert.Equal(TimeSpan.Zero, Clock.Elapsed);
    }

    [Fact]
    public async Task CreateAsync_Rejected_Throws()
    {
        Cloud.Faults.OnCreate().Fail(400, "Spicepod is paused", "spicepod_paused");

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(async () => await Client.CreateAsync(await PrepareAsync(), cancellationToken: CancellationToken));

        Assert.Equal("spicepod_paused", exception.ErrorCode);
    }

    /// <summary>The list of a preparation that takes longer than the window cannot be used.</summary>
    [Fact]
    public async Task CreateAsync_SaveIsSlow_ThrowsAfterThreePreparations()
    {
        DeploymentIntent intent = await PrepareAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        var options = new CreateDeploymentOptions
        {
            SaveIntent = (_, _) =>
            {
                Clock.Advance(TimeSpan.FromSeconds(31));
                return Task.CompletedTask;
            },
        };

        await Assert.ThrowsAsync<DeploymentIntentExpiredException>(() => Clock.RunAsync(Client.CreateAsync(intent, options, CancellationToken)));

        Assert.Empty(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_SaveThrows_NothingIsSent()
    {
        DeploymentIntent intent = await PrepareAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        var options = new CreateDeploymentOptions { SaveIntent = (_, _) => throw new InvalidDataException("The disk is full.") };

        await Assert.ThrowsAsync<InvalidDataException>(() => Clock.RunAsync(Client.CreateAsync(intent, options, CancellationToken)));

        Assert.Empty(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_CanceledInFlight_LogsUnknownOutcome()
    {
        using var caller = new CancellationTokenSource();
        DeploymentIntent intent = await PrepareAsync();
        Cloud.Faults.OnCreate().HangAfterProcessing();
        Task<Deployment> creating = Client.CreateAsync(intent, cancellationToken: caller.Token);
        await Cloud.Faults.WaitForHangAsync(CancellationToken);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => creating);
        Assert.Contains(Log.Collector.GetSnapshot(), record => record.Id.Id is 3);
        Assert.Equal(Assert.Single(App.Deployments).Id, (await Client.CreateAsync(intent, cancellationToken: CancellationToken)).Id);
    }
}
