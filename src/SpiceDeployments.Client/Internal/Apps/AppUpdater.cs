using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Internal.Apps;

/// <summary>Updates an app. A request whose response was lost is sent again only if the app shows that it was not applied.</summary>
internal sealed class AppUpdater(AppsApi api, TimeProvider timeProvider)
{
    private const int MaxAttempts = 3;

    private static readonly TimeSpan ResendDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(30);

    /// <exception cref="AppUpdateException">A response was lost, and the app does not show that the update was applied.</exception>
    /// <exception cref="SpiceApiException">The update was not applied.</exception>
    public async Task<App> UpdateAsync(long appId, UpdateAppRequest request, CancellationToken cancellationToken)
    {
        StoredApp before = await api.GetAsync(appId, cancellationToken).ConfigureAwait(false);
        for (int attempt = 1; ; attempt++)
        {
            SpiceApiException error;
            try
            {
                return await SendAsync(appId, request, cancellationToken).ConfigureAwait(false);
            }
            catch (SpiceApiException exception) when (exception.Disposition is not RequestDisposition.Rejected)
            {
                error = exception;
            }

            bool isLost = error.Disposition is not RequestDisposition.NotProcessed;
            if (isLost && await FindAppliedAsync(request, before, error, cancellationToken).ConfigureAwait(false) is { } applied)
            {
                return applied;
            }

            if (attempt == MaxAttempts || error.RetryAfter > MaxRetryAfter)
            {
                throw isLost ? AppUpdateExceptions.NotApplied(before.App, error) : error;
            }

            await Task.Delay(error.RetryAfter > ResendDelay ? error.RetryAfter.Value : ResendDelay, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<App> SendAsync(long appId, UpdateAppRequest request, CancellationToken cancellationToken)
    {
        var permit = new SendPermit(timeProvider);
        try
        {
            return (await api.UpdateAsync(appId, request, permit, cancellationToken).ConfigureAwait(false)).App;
        }
        catch (OperationCanceledException exception) when (!permit.TryRevoke())
        {
            throw AppUpdateExceptions.Canceled(appId, exception, cancellationToken);
        }
    }

    /// <summary>Returns the app if it has the values that were sent, or <c>null</c> if it has those from before.</summary>
    /// <exception cref="AppUpdateException">It has others, or cannot be read.</exception>
    private async Task<App?> FindAppliedAsync(UpdateAppRequest request, StoredApp before, SpiceApiException error, CancellationToken cancellationToken)
    {
        StoredApp current;
        try
        {
            current = await api.GetAsync(before.App.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (SpiceApiException readError)
        {
            throw AppUpdateExceptions.Unknown(before.App.Id, error, readError);
        }

        if (request.Values.All(sent => StoredValue.IsSame(sent.Value, current.Find(sent.Key))))
        {
            return current.App;
        }

        string[] changed = [.. request.Values.Keys.Where(field => !JsonComparison.AreEqual(before.Find(field), current.Find(field)))];
        return changed is [] ? null : throw AppUpdateExceptions.Changed(current.App, changed, error);
    }
}
