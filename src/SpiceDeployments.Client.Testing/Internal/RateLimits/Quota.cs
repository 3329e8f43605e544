namespace SpiceDeployments.Client.Testing.Internal.RateLimits;

/// <summary>What the <c>X-RateLimit</c> headers tell.</summary>
internal sealed record Quota(int Limit, int Remaining, DateTimeOffset ResetAt);
