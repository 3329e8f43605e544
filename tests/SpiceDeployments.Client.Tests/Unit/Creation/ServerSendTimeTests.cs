using SpiceDeployments.Client.Internal.Creation;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Unit.Creation;

public sealed class ServerSendTimeTests
{
    private static readonly DateTimeOffset ServerTime = new(2026, 11, 23, 8, 0, 30, TimeSpan.Zero);

    private readonly SteppingTimeProvider _clock = new();

    [Fact]
    public void Estimate_LaterResponse_SubtractsElapsedAndRoundsDown()
    {
        var sent = ClockReading.Now(_clock);
        _clock.Advance(TimeSpan.FromSeconds(9.5));

        Assert.Equal(new ServerSendTime(ServerTime.AddSeconds(-10), IsExact: true), Estimate(sent, ServerTime));
    }

    [Fact]
    public void Estimate_MachineSlept_SubtractsTheSleepAndIsNotExact()
    {
        var sent = ClockReading.Now(_clock);
        _clock.Sleep(TimeSpan.FromMinutes(5));
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new ServerSendTime(ServerTime.AddSeconds(-310), IsExact: false), Estimate(sent, ServerTime));
    }

    [Fact]
    public void Estimate_ClockSetBack_UsesTimestampsAndIsNotExact()
    {
        ClockReading sent = ClockReading.Now(_clock) with { UtcTicks = _clock.GetUtcNow().AddHours(1).UtcTicks };
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new ServerSendTime(ServerTime.AddSeconds(-10), IsExact: false), Estimate(sent, ServerTime));
    }

    [Fact]
    public void Estimate_ServerTimeAtTheBeginningOfTheCalendar_IsTheBeginningAndNotExact()
    {
        var sent = ClockReading.Now(_clock);
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new ServerSendTime(DateTimeOffset.MinValue, IsExact: false), Estimate(sent, DateTimeOffset.MinValue.AddSeconds(9)));
    }

    private ServerSendTime Estimate(ClockReading sentAt, DateTimeOffset serverDate) =>
        ServerSendTime.Estimate(serverDate, ClockReading.Now(_clock), sentAt, _clock);
}
