using Microsoft.Extensions.Time.Testing;
using Polly;

namespace SpiceDeployments.Client.Tests.Waiting;

public sealed class PollingSessionTests
{
    [Theory]
    [InlineData(null, 600, 4)]
    [InlineData(5, 600, 5)]
    [InlineData(2, 600, 5)]
    [InlineData(9, 600, 9)]
    [InlineData(null, 5, 5)]
    [InlineData(null, 3, 3)]
    public void DelayAfter_FirstTry_IsShiftedOnlyWhereNeitherTheServiceNorTheDeadlineHasASay(int? retryAfter, int timeout, int expected)
    {
        var session = new ShiftedSession(TimeSpan.FromSeconds(timeout), new FakeTimeProvider());
        var fault = new SpiceApiException("busy") { RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null };

        Assert.Equal(TimeSpan.FromSeconds(expected), session.DelayAfter(0, Outcome.FromException<int>(fault)));
    }
}
