using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Tests.Unit.Http;

public sealed class SendPermitTests
{
    private readonly SendPermit _permit = new();

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
}
