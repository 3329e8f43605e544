using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Http;

/// <summary>A GET is retried after a transient error.</summary>
public sealed class RetryTests : EmulatorTest
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(501)]
    [InlineData(599)]
    public async Task ListAsync_TransientStatus_IsRetried(int status)
    {
        Cloud.Faults.OnList().Times(3).Fail(status, "Try later");

        await Clock.RunAsync(Client.ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(4, Cloud.Requests.Count);
    }

    [Fact]
    public async Task ListAsync_ConnectionLost_IsRetried()
    {
        Cloud.Faults.OnList().ResetConnection();
        Cloud.Faults.OnList().DropResponse();
        Cloud.Faults.OnList().TruncateBody();

        Assert.Empty(await Clock.RunAsync(Client.ListAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal(4, Cloud.Requests.Count);
    }

    [Fact]
    public async Task ListAsync_AttemptTimesOut_IsRetried()
    {
        using DeploymentsClient client = CreateClient(options => options.AttemptTimeout = TimeSpan.FromSeconds(30));
        Cloud.Faults.OnList().HangBeforeProcessing();
        Task<IReadOnlyList<Deployment>> listing = client.ListAsync(AppId, cancellationToken: CancellationToken);

        await Cloud.Faults.WaitForHangAsync(CancellationToken);
        Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Empty(await Clock.RunAsync(listing));
    }

    [Fact]
    public async Task ListAsync_PermanentError_ThrowsAfterThreeRetriesWithJitter()
    {
        Cloud.Faults.OnList().Always().Fail(503, "Try later");

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => Clock.RunAsync(Client.ListAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal("GET /v1/apps/42/deployments returned 503 (Service Unavailable): Try later.", exception.Message);
        IReadOnlyList<double> times = GetRequestTimes("GET");
        Assert.Equal(4, times.Count);
        Assert.InRange(times[1] - times[0], 0, 0.7);
        Assert.InRange(times[3] - times[0], 0.5, 2.9);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task ListAsync_OtherStatus_IsNotRetried(int status)
    {
        Cloud.Faults.OnList().Fail(status, "No");

        await Assert.ThrowsAnyAsync<SpiceApiException>(() => Clock.RunAsync(Client.ListAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Single(Cloud.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ListAsync_RetryAfterWithinBudget_IsHonored(bool asDate)
    {
        Cloud.Faults.OnList().RateLimit(TimeSpan.FromSeconds(20), asDate);

        await Clock.RunAsync(Client.ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal([0, 20], GetRequestTimes("GET"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ListAsync_RetryAfterBeyondBudget_Throws(bool asDate)
    {
        Cloud.Faults.OnList().RateLimit(TimeSpan.FromSeconds(31), asDate);

        SpiceRateLimitException exception = await Assert.ThrowsAsync<SpiceRateLimitException>(() => Clock.RunAsync(Client.ListAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal(TimeSpan.FromSeconds(31), exception.RetryAfter);
        Assert.Single(Cloud.Requests);
    }

    [Fact]
    public async Task AnyCall_TransientErrorOfTokenEndpoint_IsRetried()
    {
        Cloud.AddOAuthClient("ci", "secret-of-ci", [.. SpiceScopes.All]);
        Cloud.Faults.OnToken().Fail(503, "Try later");
        Cloud.Faults.OnToken().DropResponse();
        using DeploymentsClient client = CreateClient(options =>
        {
            (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "ci", "secret-of-ci");
            options.TokenEndpoint = Cloud.TokenEndpoint;
        });

        await Clock.RunAsync(client.ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(3, GetRequestTimes("POST").Count);
    }
}
