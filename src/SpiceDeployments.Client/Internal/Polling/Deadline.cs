namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>A timeout that starts when the instance is created.</summary>
internal sealed class Deadline(TimeProvider timeProvider, TimeSpan timeout)
{
    /// <summary>How long a request that starts at the deadline may take.</summary>
    private static readonly TimeSpan FinalPollTimeout = TimeSpan.FromSeconds(5);

    private readonly long _start = timeProvider.GetTimestamp();

    public TimeSpan Elapsed => timeProvider.GetElapsedTime(_start);

    /// <summary>The remaining time, or zero if the deadline has passed.</summary>
    public TimeSpan Remaining => Elapsed is var elapsed && elapsed < timeout ? timeout - elapsed : TimeSpan.Zero;

    public bool HasPassed => Elapsed >= timeout;

    /// <summary>Returns the longer of two delays that the service asked for, or <c>null</c> if it asked for none.</summary>
    public static TimeSpan? Longer(TimeSpan? first, TimeSpan? second) => second is null || first > second ? first : second;

    /// <summary>
    /// Returns the delay before the next poll: <c>Retry-After</c> replaces a shorter delay, and no delay exceeds the remaining time, so that
    /// the last poll is made at the deadline.
    /// </summary>
    public TimeSpan Clamp(TimeSpan delay, TimeSpan? retryAfter)
    {
        TimeSpan longer = retryAfter > delay ? retryAfter.Value : delay;
        TimeSpan remaining = Remaining;
        return longer < remaining ? longer : RoundUpToMilliseconds(remaining);
    }

    /// <summary>Makes a request within the remaining time, so that a request without a response does not outlast the deadline.</summary>
    /// <exception cref="SpiceApiException">The request failed, or no response was received in time.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task<T> RequestAsync<T>(Func<Func<TimeSpan>, CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        TimeSpan remaining = Remaining;
        using var limit = new CancellationTokenSource(remaining > FinalPollTimeout ? remaining : FinalPollTimeout, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await request(() => Remaining, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var details = new ApiErrorDetails { Disposition = RequestDisposition.Indeterminate };
            throw new SpiceApiException("No response was received within the remaining time.", details, exception);
        }
    }

    // Timers count whole milliseconds. Rounded down, the last poll would come before the deadline and require another one after it.
    private static TimeSpan RoundUpToMilliseconds(TimeSpan time) => TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));
}
