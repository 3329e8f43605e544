using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Waits until an intent has created a deployment, or until no request that was sent for the intent can create one any more.</summary>
/// <param name="check">Lists the app.</param>
/// <param name="settlingTime">How long after its preparation a request that this client sends for the intent may still create a deployment.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="progress">Receives a report for each delay.</param>
internal sealed class IntentSettlement(
    Func<DeploymentIntent, CancellationToken, Task<IntentCheck>> check, TimeSpan settlingTime, TimeProvider timeProvider, ProgressReporter progress)
{
    /// <summary>How much longer than the settling time the list may be unavailable.</summary>
    private static readonly TimeSpan UnavailableTimeout = TimeSpan.FromMinutes(1);

    private static readonly PollingOptions Delays = new() { InitialDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(15) };

    /// <summary>Checks the list until it shows the deployment of the intent, or the intent has settled.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="error">The error of the last request, or <c>null</c> if an earlier process sent it.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="DeploymentOutcomeUnknownException">The list is unavailable.</exception>
    public async Task<IntentCheck> WaitAsync(DeploymentIntent intent, SpiceApiException? error, CancellationToken cancellationToken)
    {
        TimeSpan longest = GetLongest(intent);
        var settled = new Deadline(timeProvider, longest);
        var unavailable = new Deadline(timeProvider, longest + UnavailableTimeout);
        var delays = new ExponentialDelay(Delays, useJitter: false, Random.Shared);
        while (true)
        {
            TimeSpan? remaining = null;
            try
            {
                // A process can only wait too long: every request was sent before the intent was read, or by this process before the wait.
                bool isSettledLocally = settled.HasPassed;
                IntentCheck current = await check(intent, cancellationToken).ConfigureAwait(false);
                remaining = isSettledLocally ? TimeSpan.Zero : GetRemaining(intent, current);
                if (current.FindMarked(intent) is not null || remaining <= TimeSpan.Zero)
                {
                    return current;
                }
            }
            catch (SpiceApiException listError) when (!listError.CanPass || unavailable.HasPassed)
            {
                throw CreateExceptions.ListUnavailable(CreateExceptions.Subject.Of(intent), error, listError);
            }
            catch (SpiceApiException)
            {
                // The next check may succeed.
            }

            await DelayAsync(intent, Min(delays.GetNextDelay(), remaining), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The process that prepared the intent may have a longer timeout of an attempt than this one.</summary>
    private TimeSpan GetLongest(DeploymentIntent intent) => Max(settlingTime, intent.SettledAfter - intent.PreparedAt);

    /// <summary>Returns <c>null</c> if the two times are not by the same clock.</summary>
    private static TimeSpan? GetRemaining(DeploymentIntent intent, IntentCheck current) =>
        intent.IsPreparedByLocalClock ? null : intent.SettledAfter - current.ServerDate + current.Duration;

    private static TimeSpan Max(TimeSpan first, TimeSpan second) => first > second ? first : second;

    private static TimeSpan Min(TimeSpan delay, TimeSpan? remaining) => remaining < delay ? remaining.Value : delay;

    private Task DelayAsync(DeploymentIntent intent, TimeSpan delay, CancellationToken cancellationToken)
    {
        progress.ReportCreation(intent.Request, DeploymentStage.WaitingForEarlierRequest, delay);
        return Task.Delay(delay, timeProvider, cancellationToken);
    }
}
