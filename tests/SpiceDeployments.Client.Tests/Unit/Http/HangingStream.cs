namespace SpiceDeployments.Client.Tests.Unit.Http;

/// <summary>Returns a few bytes, and then never completes a read.</summary>
internal sealed class HangingStream(byte[] start) : MemoryStream(start)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await base.ReadAsync(buffer, cancellationToken);
        if (count is 0)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return count;
    }
}
