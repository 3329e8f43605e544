using System.Net;
using System.Net.Http.Headers;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Http;

public sealed class RetryAfterTests : IDisposable
{
    private readonly HttpResponseMessage _response = new(HttpStatusCode.ServiceUnavailable);
    private readonly TestClock _clock = new();

    public void Dispose() => _response.Dispose();

    [Theory]
    [InlineData(-600)]
    [InlineData(0)]
    [InlineData(600)]
    public void Read_Date_CountsFromTheClockOfTheServer(int serverIsAhead)
    {
        DateTimeOffset serverTime = _clock.GetUtcNow().AddSeconds(serverIsAhead);
        _response.Headers.Date = serverTime;
        _response.Headers.RetryAfter = new RetryConditionHeaderValue(serverTime.AddSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(5), RetryAfter.Read(_response, _clock));
    }

    [Fact]
    public void Read_DateOfAServerThatDoesNotSayItsTime_CountsFromTheLocalClock()
    {
        _response.Headers.RetryAfter = new RetryConditionHeaderValue(_clock.GetUtcNow().AddSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(5), RetryAfter.Read(_response, _clock));
    }
}
