using System.Net;
using System.Net.Http.Headers;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Unit.Http;

public sealed class RetryAfterHeaderTests : IDisposable
{
    private readonly HttpResponseMessage _response = new(HttpStatusCode.ServiceUnavailable);
    private readonly SteppingTimeProvider _clock = new();

    public void Dispose() => _response.Dispose();

    [Theory]
    [InlineData(-600)]
    [InlineData(0)]
    [InlineData(600)]
    public void Parse_Date_IsRelativeToTheServersDate(int serverIsAhead)
    {
        DateTimeOffset serverTime = _clock.GetUtcNow().AddSeconds(serverIsAhead);
        _response.Headers.Date = serverTime;
        _response.Headers.RetryAfter = new RetryConditionHeaderValue(serverTime.AddSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(5), RetryAfterHeader.Parse(_response, _clock));
    }

    [Fact]
    public void Parse_NoServerDate_IsRelativeToTheLocalClock()
    {
        _response.Headers.RetryAfter = new RetryConditionHeaderValue(_clock.GetUtcNow().AddSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(5), RetryAfterHeader.Parse(_response, _clock));
    }
}
