namespace SpiceDeployments.Client.Testing.Internal.RateLimits;

/// <summary>Counts requests in windows of a minute; a window begins with the first request after the one before.</summary>
internal sealed class RequestQuota(int limit, TimeProvider timeProvider)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private DateTimeOffset _resetAt;
    private int _used;

    private object Lock { get; } = new();

    /// <summary>Uses one request up, and says whether there was one left.</summary>
    public bool TryUse(out Quota quota)
    {
        lock (Lock)
        {
            StartWindowIfOver();
            bool isLeft = _used < limit;
            _used += isLeft ? 1 : 0;
            quota = new Quota(limit, limit - _used, _resetAt);
            return isLeft;
        }
    }

    private void StartWindowIfOver()
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        if (now >= _resetAt)
        {
            _resetAt = now + Window;
            _used = 0;
        }
    }
}
