using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Exceptions;

/// <summary>A GET is retried up to three times after a transient error.</summary>
public sealed class RetriedGetTests : WireTest
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task ListAsync_TransientErrorPersists_IsSentFourTimes(int status)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json("""{"error":"No luck"}""", status));

        Assert.Equal((status, 4), ((int?)exception.StatusCode, Requests.Count));
        AssertDelaysGrow();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task ListAsync_TransientErrorPasses_ReturnsTheList(int errors)
    {
        GivenLists([.. Enumerable.Repeat(WireResponse.Html(status: 502), errors), WireResponse.List(WireResponse.Deployment)]);

        Assert.Equal(456, Assert.Single(await ListAsync()).Id);
        Assert.Equal(errors + 1, Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(409)]
    [InlineData(410)]
    public async Task ListAsync_OtherError_IsSentOnce(int status)
    {
        await ListFailsAsync(WireResponse.Json("""{"error":"No"}""", status));

        Assert.Single(Requests);
        Assert.Empty(Clock.Delays);
    }

    [Fact]
    public async Task ListAsync_ConnectionRefused_HasFourAttempts()
    {
        DeploymentsClient client = CreateClient();
        Server.Stop();

        await Assert.ThrowsAsync<SpiceApiException>(() => client.ListAsync(AppId, cancellationToken: CancellationToken));

        AssertDelaysGrow();
    }

    /// <summary>Exponential backoff from half a second, with jitter.</summary>
    private void AssertDelaysGrow() => Assert.Collection(
        Clock.Delays.Select(delay => delay.TotalSeconds),
        first => Assert.InRange(first, 0, 0.7),
        second => Assert.InRange(second, 0, 2),
        third => Assert.InRange(third, 0, 3));
}
