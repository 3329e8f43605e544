namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>A token and when it is due for renewal. A class, because a record would print the token.</summary>
internal sealed class CachedToken(string value, DateTimeOffset askedAt, double? expiresInSeconds)
{
    private const double DefaultLifetimeSeconds = 3600;
    private const double MaxLifetimeSeconds = 365 * 24 * 3600.0;
    private const double MaxMarginSeconds = 60;
    private const double MarginShare = 0.1;

    private readonly DateTimeOffset _renewAt = RenewAt(askedAt, expiresInSeconds ?? DefaultLifetimeSeconds);

    public string Value { get; } = value;

    public bool IsFresh(TimeProvider timeProvider) => timeProvider.GetUtcNow() < _renewAt;

    /// <summary>Ahead of expiry by a minute, or by a tenth of a lifetime shorter than ten minutes.</summary>
    private static DateTimeOffset RenewAt(DateTimeOffset askedAt, double expiresIn)
    {
        double lifetime = double.IsNaN(expiresIn) ? 0 : Math.Clamp(expiresIn, 0, MaxLifetimeSeconds);
        return askedAt.AddSeconds(lifetime - Math.Min(MaxMarginSeconds, lifetime * MarginShare));
    }
}
