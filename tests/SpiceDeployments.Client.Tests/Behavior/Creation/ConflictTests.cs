using System.Net;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Creation;

/// <summary>409 as the deployments page defines it: while any deployment of the app is active.</summary>
public sealed class ConflictTests : EmulatorTest
{
    [Fact]
    public async Task CreateAsync_AnotherIsActive_ThrowsConflictWithIt()
    {
        EmulatedDeployment other = App.StartDeployment();

        DeploymentConflictException exception = await Assert.ThrowsAsync<DeploymentConflictException>(() => Client.CreateAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal((other.Id, DeploymentStatus.Queued), (exception.ActiveDeployment?.Id, exception.ActiveDeployment?.Status));
        Assert.Equal(HttpStatusCode.Conflict, exception.StatusCode);
        Assert.Equal(
            "POST /v1/apps/42/deployments returned 409 (Conflict): A deployment is already in progress. Nothing was created. "
            + $"Deployment {other.Id} is active: its status is 'queued'.",
            exception.Message);
    }

    [Fact]
    public async Task CreateAsync_UnlistedIsActive_ThrowsConflictWithoutIt()
    {
        App.StartDeployment(script: new DeploymentScript().VisibilityDelay(TimeSpan.FromMinutes(1)));

        DeploymentConflictException exception = await Assert.ThrowsAsync<DeploymentConflictException>(() => Client.CreateAsync(AppId, cancellationToken: CancellationToken));

        Assert.Null(exception.ActiveDeployment);
        Assert.EndsWith("A deployment is already in progress. Nothing was created.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeployAsync_ConflictBehaviorThrow_ThrowsAtOnce()
    {
        App.StartDeployment();
        var options = new DeployOptions { ConflictBehavior = ConflictBehavior.Throw };

        await Assert.ThrowsAsync<DeploymentConflictException>(
            () => Clock.RunAsync(Client.DeployAsync(AppId, options: options, cancellationToken: CancellationToken)));

        Assert.Equal(TimeSpan.Zero, Clock.Elapsed);
        Assert.Single(App.Deployments);
    }

    [Fact]
    public async Task DeployAsync_ConflictBehaviorOfTheClient_IsTheDefault()
    {
        App.StartDeployment();
        using DeploymentsClient client = CreateClient(options => options.ConflictBehavior = ConflictBehavior.Throw);

        await Assert.ThrowsAsync<DeploymentConflictException>(() => Clock.RunAsync(client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal(TimeSpan.Zero, Clock.Elapsed);
    }

    [Fact]
    public async Task DeployAsync_AnotherIsActive_CreatesAfterItsCompletion()
    {
        EmulatedDeployment other = App.StartDeployment(script: new DeploymentScript().RunsFor(TimeSpan.FromMinutes(3)));

        Deployment completed = await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.NotEqual(other.Id, completed.Id);
        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        Assert.True(completed.CreatedAt >= other.FinishedAt);
        Assert.Equal(2, App.Deployments.Count);
    }

    [Fact]
    public async Task DeployAsync_AnotherIsActive_DoesNotResendWhileItIsUnchanged()
    {
        App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.FromMinutes(3)));

        await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        // The rejected one, one after the other deployment changed from queued to in progress, and possibly one more.
        Assert.InRange(GetRequestTimes("POST").Count(time => time < 180), 1, 1);
        Assert.InRange(GetRequestTimes("POST").Count, 2, 3);
    }

    [Fact]
    public async Task DeployAsync_AnotherNeverCompletes_ThrowsConflictAtConflictTimeout()
    {
        EmulatedDeployment other = App.StartDeployment(script: new DeploymentScript().NeverCompletes());
        var options = new DeployOptions { ConflictTimeout = TimeSpan.FromMinutes(2) };

        DeploymentConflictException exception = await Assert.ThrowsAsync<DeploymentConflictException>(
            () => Clock.RunAsync(Client.DeployAsync(AppId, options: options, cancellationToken: CancellationToken)));

        Assert.Equal(other.Id, exception.ActiveDeployment?.Id);
        Assert.Equal(TimeSpan.FromMinutes(2), Clock.Elapsed);
        Assert.Equal(120, GetRequestTimes("GET")[^1]);
        Assert.Contains(GetRequestTimes("GET"), time => time % 5 is not 0); // The delays have jitter even if the options disable it.
        Assert.Single(App.Deployments);
    }

    [Fact]
    public async Task DeployAsync_ListHangsDuringConflict_ThrowsConflictAtConflictTimeout()
    {
        App.StartDeployment(script: new DeploymentScript().NeverCompletes());
        Cloud.Faults.OnList().Skip(1).Always().HangBeforeProcessing();
        var options = new DeployOptions { ConflictTimeout = TimeSpan.FromSeconds(20) };
        Task<Deployment> deploying = Client.DeployAsync(AppId, options: options, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(2), deploying);

        Clock.AdvanceTo(SteppingTimeProvider.Epoch.AddSeconds(5)); // The first delay is from 2.5 to 5 seconds.
        await Cloud.Faults.WaitForHangAsync(CancellationToken);
        Clock.AdvanceTo(SteppingTimeProvider.Epoch.AddSeconds(20));

        await Assert.ThrowsAsync<DeploymentConflictException>(() => deploying);
    }

    [Fact]
    public async Task DeployAsync_TokenRevokedDuringConflict_ThrowsAuthentication()
    {
        App.StartDeployment(script: new DeploymentScript().NeverCompletes());
        Task<Deployment> deploying = Client.DeployAsync(AppId, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(2), deploying);

        Cloud.RevokeToken(Cloud.AccessToken);

        await Assert.ThrowsAsync<SpiceAuthenticationException>(() => Clock.RunAsync(deploying));
    }

    [Fact]
    public async Task DeployAsync_SeveralWaitForTheSame_AllDeploy()
    {
        App.StartDeployment();
        var options = new DeployOptions { ConflictTimeout = TimeSpan.FromHours(1) };

        Task<Deployment>[] waiters =
            [.. Enumerable.Range(0, 5).Select(_ => Client.DeployAsync(AppId, options: options, cancellationToken: CancellationToken))];
        Deployment[] completed = await Clock.RunAsync(Task.WhenAll(waiters));

        Assert.Equal(5, completed.DistinctBy(deployment => deployment.Id).Count());
        Assert.Equal(6, App.Deployments.Count);
    }

    [Fact]
    public async Task DeployAsync_ConflictWithRetryAfter_IsHonoredOnce()
    {
        App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.FromHours(1)));
        Cloud.Faults.OnCreate().Fail(409, "A deployment is already in progress", retryAfter: TimeSpan.FromSeconds(25));
        var options = new DeployOptions { ConflictTimeout = TimeSpan.FromMinutes(1) };

        await Assert.ThrowsAsync<DeploymentConflictException>(() => Clock.RunAsync(Client.DeployAsync(AppId, options: options, cancellationToken: CancellationToken)));

        IReadOnlyList<double> polls = GetRequestTimes("GET");
        Assert.Equal([0, 25], polls.Take(2));
        Assert.InRange(polls[2], 30, 35);
    }

    [Fact]
    public async Task DeployAsync_ConflictWithUnlisted_IsLoggedWithoutIt()
    {
        App.StartDeployment(script: new DeploymentScript().VisibilityDelay(TimeSpan.FromHours(1)));

        await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.StartsWith(
            "An active deployment of app 42, which is not listed, conflicts with the create request; retrying the create in ",
            Log.Collector.GetSnapshot().First(record => record.Id.Id is 14).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeployAsync_Conflict_IsLoggedWithTheActiveDeployment()
    {
        EmulatedDeployment other = App.StartDeployment();

        await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        string first = Log.Collector.GetSnapshot().First(record => record.Id.Id is 4).Message;
        Assert.Matches($@"^Deployment {other.Id} of app 42 is queued; retrying the create in [2-5]\.\d s\.$", first);
    }

    [Fact]
    public async Task CreateAsync_WaitAndRetry_CreatesAfterTheActiveDeployment()
    {
        EmulatedDeployment other = App.StartDeployment(script: new DeploymentScript().RunsFor(TimeSpan.FromMinutes(3)));
        var options = new CreateDeploymentOptions { ConflictBehavior = ConflictBehavior.WaitAndRetry };

        Deployment created = await Clock.RunAsync(Client.CreateAsync(AppId, options: options, cancellationToken: CancellationToken));

        Assert.NotEqual(other.Id, created.Id);
        Assert.Equal(DeploymentStatus.Queued, created.Status);
        Assert.True(created.CreatedAt >= other.FinishedAt);
    }

    [Fact]
    public async Task CreateAsync_WaitAndRetryAndNeverCompletes_ThrowsConflictAtConflictTimeout()
    {
        EmulatedDeployment other = App.StartDeployment(script: new DeploymentScript().NeverCompletes());
        var options = new CreateDeploymentOptions { ConflictBehavior = ConflictBehavior.WaitAndRetry, ConflictTimeout = TimeSpan.FromMinutes(2) };

        DeploymentConflictException exception = await Assert.ThrowsAsync<DeploymentConflictException>(
            () => Clock.RunAsync(Client.CreateAsync(AppId, options: options, cancellationToken: CancellationToken)));

        Assert.Equal((other.Id, TimeSpan.FromMinutes(2)), (exception.ActiveDeployment?.Id, Clock.Elapsed));
        Assert.Single(App.Deployments);
    }

    [Fact]
    public async Task CreateAsync_WaitAndRetryWithoutTimeout_UsesTheClientsTimeout()
    {
        App.StartDeployment(script: new DeploymentScript().NeverCompletes());
        DeploymentsClient client = CreateClient(options => options.ConflictTimeout = TimeSpan.FromMinutes(1));
        var options = new CreateDeploymentOptions { ConflictBehavior = ConflictBehavior.WaitAndRetry };

        await Assert.ThrowsAsync<DeploymentConflictException>(
            () => Clock.RunAsync(client.CreateAsync(AppId, options: options, cancellationToken: CancellationToken)));

        Assert.Equal(TimeSpan.FromMinutes(1), Clock.Elapsed);
    }

    [Fact]
    public async Task CreateAsync_NoOptions_ThrowsConflictAtOnce()
    {
        App.StartDeployment();

        await Assert.ThrowsAsync<DeploymentConflictException>(() => Clock.RunAsync(Client.CreateAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal(TimeSpan.Zero, Clock.Elapsed);
    }
}
