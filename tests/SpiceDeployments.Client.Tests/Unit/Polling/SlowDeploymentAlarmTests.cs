using Microsoft.Extensions.Logging.Testing;
using SpiceDeployments.Client.Internal.Polling;

namespace SpiceDeployments.Client.Tests.Unit.Polling;

public sealed class SlowDeploymentAlarmTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeLogger _log = new();

    /// <summary>The clocks of the service may differ, so that the deployment seems to be younger than the wait.</summary>
    [Theory]
    [InlineData(100, true, 0, "100")]
    [InlineData(100, true, 300, "300")]
    [InlineData(-600, true, 300, "300")]
    [InlineData(10, true, 30, null)]
    [InlineData(null, true, 99, "99")]
    [InlineData(100, false, 99, "99")]
    [InlineData(100, false, 10, null)]
    public void Observe_Age_IsThatOfTheServiceOrOfTheWait(int? age, bool hasCreationTime, int elapsed, string? reported)
    {
        var deployment = new Deployment { Id = 9, RawStatus = "in_progress", CreatedAt = hasCreationTime ? Noon : null };
        var result = new PollResult(deployment, [deployment, .. Succeeded(3)], age is { } seconds ? Noon.AddSeconds(seconds) : null, RetryAfter: null);

        new SlowDeploymentAlarm(2, _log).Observe(result, TimeSpan.FromSeconds(elapsed));

        Assert.Equal(reported is null ? [] : [reported], _log.Collector.GetSnapshot().Select(record => record.GetStructuredStateValue("AgeSeconds")));
    }

    [Fact]
    public void Observe_NotListed_DoesNotReport()
    {
        new SlowDeploymentAlarm(2, _log).Observe(new PollResult(null, [.. Succeeded(3)], Noon.AddDays(1), RetryAfter: null), TimeSpan.FromDays(1));

        Assert.Empty(_log.Collector.GetSnapshot());
    }

    [Fact]
    public void Observe_LargestFactor_DoesNotReport()
    {
        var deployment = new Deployment { Id = 9, RawStatus = "queued", CreatedAt = DateTimeOffset.MinValue };

        new SlowDeploymentAlarm(double.MaxValue, _log).Observe(new PollResult(deployment, [.. Succeeded(3)], DateTimeOffset.MaxValue, RetryAfter: null), TimeSpan.MaxValue);

        Assert.Empty(_log.Collector.GetSnapshot());
    }

    private static IEnumerable<Deployment> Succeeded(int count) =>
        Enumerable.Range(1, count).Select(id => new Deployment { Id = id, RawStatus = "succeeded", CreatedAt = Noon, FinishedAt = Noon.AddSeconds(20) });
}
