using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Creation;

/// <summary>A create from a stored intent, after the process that prepared the intent has died.</summary>
public sealed class IntentResumeTests : IntentTest
{
    [Fact]
    public async Task CreateAsync_CreatedAndIdNotStored_ReturnsTheDeployment()
    {
        Deployment created = await Client.CreateAsync(await PrepareAsync(), cancellationToken: CancellationToken);

        Deployment resumed = await ResumeAsync(new CreateDeploymentOptions());

        Assert.Equal(created.Id, resumed.Id);
        Assert.Single(GetRequestTimes("POST"));
        Assert.Equal(TimeSpan.Zero, Clock.Elapsed);
    }

    [Fact]
    public async Task CreateAsync_CompletedSinceThen_ReturnsTheDeployment()
    {
        Deployment created = await Client.CreateAsync(await PrepareAsync(), cancellationToken: CancellationToken);
        App.Deployments[0].CompleteSuccessfully();
        App.StartDeployment();
        Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(created.Id, (await ResumeAsync()).Id);
    }

    [Fact]
    public async Task CreateAsync_ListedLate_IsReturnedAsSoonAsListed()
    {
        App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(50));
        await Client.CreateAsync(await PrepareAsync(), cancellationToken: CancellationToken);

        Deployment resumed = await ResumeAsync();

        Assert.Equal(Assert.Single(App.Deployments).Id, resumed.Id);
        Assert.Equal(60, Clock.Elapsed.TotalSeconds);
        Assert.Single(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_NeverSent_IsSentAfterTheQuarantine()
    {
        DeploymentIntent prepared = await PrepareAsync();
        Clock.Advance(TimeSpan.FromSeconds(5));

        Deployment resumed = await ResumeAsync();

        Assert.Equal(Assert.Single(App.Deployments).Id, resumed.Id);
        Assert.Equal([SettlingSeconds], GetRequestTimes("POST"));
        Assert.Equal(prepared.Key, Load().Key);
        Assert.Equal([0, 0], CreatesBeforeSave);
    }

    [Fact]
    public async Task CreateAsync_SettledLongAgo_IsSentAtOnce()
    {
        await PrepareAsync();
        Clock.Advance(TimeSpan.FromHours(1));

        await ResumeAsync();

        Assert.Equal([3600], GetRequestTimes("POST"));
        Assert.Single(App.Deployments);
    }

    [Fact]
    public async Task CreateAsync_NeverSentWithoutSave_ThrowsExpired()
    {
        await PrepareAsync();

        await Assert.ThrowsAsync<DeploymentIntentExpiredException>(() => ResumeAsync(new CreateDeploymentOptions()));

        Assert.Empty(App.Deployments);
    }

    [Fact]
    public async Task CreateAsync_ResumedManyTimes_CreatesOne()
    {
        await PrepareAsync();

        long[] ids = [(await ResumeAsync()).Id, (await ResumeAsync()).Id, (await ResumeAsync()).Id];

        Assert.Equal(Assert.Single(App.Deployments).Id, Assert.Single(ids.Distinct()));
    }

    /// <summary>The process died after it had prepared the intent again and before it sent the request.</summary>
    [Fact]
    public async Task CreateAsync_DiedAfterSecondPreparation_IsResumedFromThatOne()
    {
        await PrepareAsync();
        var died = new CreateDeploymentOptions
        {
            SaveIntent = async (intent, token) =>
            {
                await SaveAsync(intent, token);
                throw new IOException("killed");
            },
        };
        await Assert.ThrowsAsync<IOException>(() => ResumeAsync(died));

        await ResumeAsync();

        Assert.Equal([2 * SettlingSeconds], GetRequestTimes("POST"));
        Assert.Single(App.Deployments);
    }

    [Fact]
    public async Task DeployAsync_Quarantine_ReportsTheDelays()
    {
        await PrepareAsync();
        var progress = new RecordedProgress();

        await Clock.RunAsync(CreateClient().DeployAsync(Load(), new DeployOptions { SaveIntent = SaveAsync }, progress, CancellationToken));

        DeploymentProgress[] waits = [.. progress.Values.TakeWhile(value => value.Stage is DeploymentStage.WaitingForEarlierRequest)];
        Assert.Equal([1, 2, 4, 8, 15, 15, 15, 15], waits.Select(value => value.NextPollDelay?.TotalSeconds));
        Assert.Equal([(AppId, 0, "main")], waits.Select(value => (value.Deployment.AppId, value.Deployment.Id, value.Deployment.Branch)).Distinct());
        Assert.Equal([DeploymentStage.Sending, DeploymentStage.Created, DeploymentStage.Polling], progress.Values.Skip(waits.Length).Take(3).Select(value => value.Stage));
        Assert.Equal(SettlingSeconds, progress.Values.Single(value => value.Stage is DeploymentStage.Created).Elapsed.TotalSeconds);
    }

    [Fact]
    public async Task CreateAsync_ServerWithoutDate_WaitsTheWholeQuarantine()
    {
        await PrepareAsync();
        Clock.Advance(TimeSpan.FromHours(1));
        Cloud.Faults.OnList().Always().RespondWithJson("""{"deployments":[]}""");
        using DeploymentsClient client = CreateClient(options => options.PrimaryHandler = () => new ResponseHandler(response => response.Headers.Remove("Date")));

        await ResumeAsync(client: client);

        Assert.Equal([3600 + SettlingSeconds], GetRequestTimes("POST"));
    }

    /// <summary>A preparation at which the service's clock was wrong does not delay the create for ever.</summary>
    [Fact]
    public async Task CreateAsync_SettledAfterFarInTheFuture_WaitsTheWholeQuarantineOnly()
    {
        DeploymentIntent intent = await PrepareAsync();
        await SaveAsync(intent with { PreparedAt = intent.PreparedAt.AddYears(50), SettledAfter = intent.SettledAfter.AddYears(50) }, CancellationToken);

        await ResumeAsync();

        Assert.Equal(Assert.Single(App.Deployments).Id, (await ResumeAsync()).Id);
        Assert.InRange(Assert.Single(GetRequestTimes("POST")), SettlingSeconds, SettlingSeconds + 15);
    }

    /// <summary>A request of the process that prepared the intent may take as long as its own options allow.</summary>
    [Fact]
    public async Task CreateAsync_ResumedWithAShorterAttemptTimeout_WaitsTheQuarantineOfTheIntent()
    {
        DeploymentsClient slower = CreateClient(options => options.AttemptTimeout = TimeSpan.FromSeconds(120));
        await SaveAsync(await slower.PrepareAsync(AppId, Request, CancellationToken), CancellationToken);

        await ResumeAsync();

        Assert.InRange(Assert.Single(GetRequestTimes("POST")), SettlingSeconds + 90, SettlingSeconds + 105);
    }

    /// <summary>The time of a local clock is not compared with that of the service.</summary>
    [Fact]
    public async Task CreateAsync_PreparedByASlowLocalClock_WaitsTheWholeQuarantine()
    {
        DeploymentIntent intent = await PrepareAsync();
        var slow = TimeSpan.FromHours(1);
        await SaveAsync(intent with { PreparedAt = intent.PreparedAt - slow, SettledAfter = intent.SettledAfter - slow, IsPreparedByLocalClock = true }, CancellationToken);

        await ResumeAsync();

        Assert.InRange(Assert.Single(GetRequestTimes("POST")), SettlingSeconds, SettlingSeconds + 15);
    }

    [Fact]
    public async Task CreateAsync_ListUnavailableForAWhile_IsResumed()
    {
        await Client.CreateAsync(await PrepareAsync(), cancellationToken: CancellationToken);
        Cloud.Faults.OnList().Times(12).Fail(503, "Try later");

        Deployment resumed = await ResumeAsync();

        Assert.Equal(Assert.Single(App.Deployments).Id, resumed.Id);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(403)]
    public async Task CreateAsync_ListUnavailable_ThrowsOutcomeUnknown(int status)
    {
        DeploymentIntent intent = await PrepareAsync();
        Cloud.Faults.OnList().Always().Fail(status, "No luck");

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(() => ResumeAsync());

        Assert.StartsWith(
            $"Could not determine whether the create of intent {intent.Key} for app 42 created a deployment. The deployment list is unavailable.", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Create from the stored intent again.", exception.Message, StringComparison.Ordinal);
        Assert.Empty(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_CanceledDuringQuarantine_LogsUnknownOutcome()
    {
        await PrepareAsync();
        using var caller = new CancellationTokenSource(TimeSpan.FromSeconds(20), Clock);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Clock.RunAsync(Client.CreateAsync(Load(), WithSave(), caller.Token)));

        Assert.Contains(Log.Collector.GetSnapshot(), record => record.Id.Id is 3);
    }
}
