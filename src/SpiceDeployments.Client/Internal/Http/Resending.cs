namespace SpiceDeployments.Client.Internal.Http;

/// <summary>How often, and after which delays, a request that is not a GET is sent again, once that is known to be safe.</summary>
internal static class Resending
{
    public const int MaxAttempts = 3;

    public static readonly TimeSpan MinDelay = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>The delay before each check of what a request did: the service may show the result late, by up to 15 seconds, as in a wait.</summary>
    public static IReadOnlyList<TimeSpan> CheckDelays { get; } =
        [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)];

    /// <summary>Whether the service asked for a longer delay than the client waits.</summary>
    public static bool IsTooLong(TimeSpan? retryAfter) => retryAfter > MaxRetryAfter;

    /// <summary>The delay before the request is sent again.</summary>
    public static TimeSpan GetDelay(TimeSpan? retryAfter) => retryAfter > MinDelay ? retryAfter.Value : MinDelay;
}
