using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Internal.Apps;

/// <summary>Updates apps. A request whose response was lost is sent again only if the app shows, directly before, that it was not applied.</summary>
internal sealed class AppUpdater(AppsApi api, TimeProvider timeProvider)
{
    private readonly AppsApi _api = api;
    private readonly TimeProvider _timeProvider = timeProvider;

    /// <exception cref="AppUpdateException">A response was lost, and the app does not show that the update was applied.</exception>
    /// <exception cref="SpiceApiException">The update was not applied.</exception>
    public async Task<App> UpdateAsync(long appId, UpdateAppRequest request, CancellationToken cancellationToken)
    {
        StoredApp before = await _api.GetAsync(appId, cancellationToken).ConfigureAwait(false);
        var update = new Update(this, before, request);
        try
        {
            return await update.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (update.IsOutcomeUnknown)
        {
            throw AppUpdateExceptions.Canceled(appId, exception, cancellationToken);
        }
    }

    /// <summary>One update: the requests that were sent, and what is known about them.</summary>
    private sealed class Update(AppUpdater updater, StoredApp before, UpdateAppRequest request)
    {
        private SendPermit? _inFlight;
        private SpiceApiException? _lost; // The last error after which the update may have been applied.

        public bool IsOutcomeUnknown => _lost is not null || _inFlight is { IsSent: true };

        public async Task<App> RunAsync(CancellationToken cancellationToken)
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    return await SendAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (SpiceApiException error)
                {
                    _inFlight = null;
                    _lost = error.Disposition is RequestDisposition.Rejected or RequestDisposition.NotProcessed ? _lost : error;
                    bool isLast = error.Disposition is RequestDisposition.Rejected || attempt == Resending.MaxAttempts || Resending.IsTooLong(error.RetryAfter);
                    if (isLast && _lost is null)
                    {
                        throw;
                    }

                    if (isLast)
                    {
                        return await ConcludeAsync(error, cancellationToken).ConfigureAwait(false);
                    }

                    await Task.Delay(Resending.GetDelay(error.RetryAfter), updater._timeProvider, cancellationToken).ConfigureAwait(false);
                    if (_lost is not null && await FindAppliedAsync(error, cancellationToken).ConfigureAwait(false) is { } applied)
                    {
                        return applied;
                    }
                }
            }
        }

        private async Task<App> SendAsync(CancellationToken cancellationToken)
        {
            _inFlight = new SendPermit(updater._timeProvider);
            try
            {
                StoredApp updated = await updater._api.UpdateAsync(before.App.Id, request, _inFlight, cancellationToken).ConfigureAwait(false);
                return updated.App;
            }
            catch (OperationCanceledException)
            {
                _inFlight.TryRevoke(); // A request that has not been sent by now never will be.
                throw;
            }
        }

        /// <summary>Reads the app until it shows that the update was applied, or throws what the last read shows.</summary>
        private async Task<App> ConcludeAsync(SpiceApiException error, CancellationToken cancellationToken)
        {
            App current = before.App;
            foreach (TimeSpan delay in Resending.CheckDelays)
            {
                await Task.Delay(delay, updater._timeProvider, cancellationToken).ConfigureAwait(false);
                StoredApp stored = await ReadAsync(error, cancellationToken).ConfigureAwait(false);
                current = stored.App;
                if (GetApplied(stored, error) is { } applied)
                {
                    return applied;
                }
            }

            throw AppUpdateExceptions.NotApplied(current, error);
        }

        /// <summary>Returns the app if it shows that the update was applied, or <c>null</c> if it shows that it was not.</summary>
        private async Task<App?> FindAppliedAsync(SpiceApiException error, CancellationToken cancellationToken) =>
            GetApplied(await ReadAsync(error, cancellationToken).ConfigureAwait(false), error);

        /// <exception cref="AppUpdateException">The app shows neither.</exception>
        private App? GetApplied(StoredApp current, SpiceApiException error)
        {
            var comparison = UpdateComparison.Create(request, before, current);
            return comparison switch
            {
                { IsApplied: true } => current.App,
                { IsUnchanged: true } => null,
                { ChangedFields: [] } => throw AppUpdateExceptions.NotReturned(current.App, comparison.MissingFields, error),
                _ => throw AppUpdateExceptions.Changed(current.App, comparison.ChangedFields, error),
            };
        }

        private async Task<StoredApp> ReadAsync(SpiceApiException error, CancellationToken cancellationToken)
        {
            try
            {
                return await updater._api.GetAsync(before.App.Id, cancellationToken).ConfigureAwait(false);
            }
            catch (SpiceApiException readError)
            {
                throw AppUpdateExceptions.Unknown(before.App.Id, error, readError);
            }
        }
    }
}
