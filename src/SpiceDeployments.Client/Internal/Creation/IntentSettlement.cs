using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Waits until an intent has created a deployment, or until no request that was sent for the intent can create one any more.</summary>
/// <param name="check">Lists the app.</param>
/// <param name="settlingTime">How long after its preparation a request of the intent may still create a deployment.</param>
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
        var settled = new Deadline(timeProvider, settlingTime);
        var unavailable = new Deadline(timeProvider, settlingTime + UnavailableTimeout);
        var delays = new ExponentialDelay(Delays, useJitter: false, Random.Shared);
        while (true)
        {
            TimeSpan? remaining = null;
            try
            {
                // A process can only wait too long: every request was sent before the intent was read, or by this process before the wait.
                bool isSettledLocally = settled.HasPassed;
                IntentCheck current = await check(intent, cancellationToken).ConfigureAwait(false);
                remaining = isSettledLocally ? TimeSpan.Zero : intent.SettledAfter - current.ServerDate + current.Duration;
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

    private static TimeSpan Min(TimeSpan delay, TimeSpan? remaining) => remaining < delay ? remaining.Value : delay;

    private Task DelayAsync(DeploymentIntent intent, TimeSpan delay, CancellationToken cancellationToken)
    {
        progress.ReportCreation(intent.Request, DeploymentStage.WaitingForEarlierRequest, delay);
        return Task.Delay(delay, timeProvider, cancellationToken);
    }
}
