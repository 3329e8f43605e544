using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Tests.Unit.Http;

public sealed class SendPermitTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly SendPermit _permit;

    public SendPermitTests() => _permit = new SendPermit(_clock);

    [Fact]
    public void TryRevoke_NotAcquired_PreventsTheRequest()
    {
        Assert.True(_permit.TryRevoke());

        Assert.False(_permit.TryAcquire());
    }

    [Fact]
    public void TryRevoke_Acquired_ReturnsFalse()
    {
        _permit.TryAcquire();

        Assert.False(_permit.TryRevoke()); // The primary handler may not report when it writes.
    }

    [Fact]
    public void TryRevoke_WaitsForConnection_PreventsTheWriting()
    {
        _permit.TryAcquire();
        _permit.WaitForConnection();

        Assert.True(_permit.TryRevoke());

        Assert.Throws<OperationCanceledException>(_permit.StartWriting);
    }

    [Fact]
    public void TryRevoke_WritingStarted_ReturnsFalse()
    {
        _permit.TryAcquire();
        _permit.WaitForConnection();
        _permit.StartWriting();
        _permit.StartWriting(); // Once for each header.

        Assert.False(_permit.TryRevoke());
    }

    [Fact]
    public void TryRevoke_Released_PreventsTheNextAttempt()
    {
        _permit.TryAcquire();
        _permit.Release();

        Assert.True(_permit.TryRevoke());
    }

    [Fact]
    public void SentAt_WritingStarted_IsThen()
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        _permit.TryAcquire();
        ClockReading acquiredAt = _permit.SentAt;
        _permit.WaitForConnection();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _permit.StartWriting();

        Assert.Equal((_clock.Start.AddSeconds(1).Ticks, _clock.Start.AddSeconds(2).Ticks), (acquiredAt.UtcTicks, _permit.SentAt.UtcTicks));
    }

    [Fact]
    public void SentAt_SecondHeaderOrSecondAttempt_IsUnchanged()
    {
        _permit.TryAcquire();
        _permit.WaitForConnection();
        _permit.StartWriting();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _permit.StartWriting();
        _permit.TryAcquire();

        Assert.Equal(_clock.Start.Ticks, _permit.SentAt.UtcTicks);
    }
}
