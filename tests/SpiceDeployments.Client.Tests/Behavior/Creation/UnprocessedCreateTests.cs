using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Creation;

/// <summary>A create that was certainly not processed is sent again.</summary>
public sealed class UnprocessedCreateTests : EmulatorTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CreateAsync_RateLimited_ResendsAfterRetryAfter(bool asDate)
    {
        Cloud.Faults.OnCreate().RateLimit(TimeSpan.FromSeconds(5), asDate);

        await Clock.RunAsync(Client.CreateAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal([0, 5], GetRequestTimes("POST"));
        Assert.Empty(GetRequestTimes("GET"));
        Assert.Single(App.Deployments);
    }

    [Fact]
    public async Task CreateAsync_RateLimitedWithoutRetryAfter_ResendsAfterASecond()
    {
        Cloud.Faults.OnCreate().RateLimit();

        await Clock.RunAsync(Client.CreateAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal([0, 1], GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_LongRateLimit_ThrowsAtOnce()
    {
        Cloud.Faults.OnCreate().RateLimit(TimeSpan.FromSeconds(31));

        SpiceRateLimitException exception = await Assert.ThrowsAsync<SpiceRateLimitException>(() => Clock.RunAsync(Client.CreateAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal(TimeSpan.FromSeconds(31), exception.RetryAfter);
        Assert.EndsWith("Retry after 31 s.", exception.Message, StringComparison.Ordinal);
        Assert.Equal([0], GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_AlwaysRateLimited_ThrowsAfterThreeAttempts()
    {
        Cloud.Faults.OnCreate().Always().RateLimit(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAsync<SpiceRateLimitException>(() => Clock.RunAsync(Client.CreateAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal([0, 2, 4], GetRequestTimes("POST"));
    }

    [Fact]
    public async Task DeployAsync_RateLimitedDuringConflict_ContinuesWaiting()
    {
        App.StartDeployment();
        Cloud.Faults.OnList().Times(8).RateLimit(TimeSpan.FromSeconds(3));
        Cloud.Faults.OnCreate().Skip(1).Times(4).RateLimit(TimeSpan.FromSeconds(40));

        Deployment completed = await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        Assert.Equal(2, App.Deployments.Count);
    }

    [Fact]
    public async Task DeployAsync_ListFailsDuringConflict_ContinuesWaiting()
    {
        App.StartDeployment();
        Cloud.Faults.OnList().Skip(1).Times(8).Fail(503, "Try later");

        Deployment completed = await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        Assert.InRange(GetRequestTimes("POST").Count, 2, 3); // A second one is rejected after the other deployment changed from queued to in progress.
    }

    [Fact]
    public async Task DeployAsync_ListFailsUntilConflictTimeout_ThrowsConflict()
    {
        App.StartDeployment();
        Cloud.Faults.OnList().Skip(1).Always().Fail(503, "Try later");
        var options = new DeployOptions { ConflictTimeout = TimeSpan.FromMinutes(2) };

        await Assert.ThrowsAsync<DeploymentConflictException>(
            () => Clock.RunAsync(Client.DeployAsync(AppId, options: options, cancellationToken: CancellationToken)));

        Assert.Single(GetRequestTimes("POST"));
    }
}
