using System.Globalization;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>Caches the token of a provider until shortly before it expires. One request to the provider is pending at a time.</summary>
internal sealed class AccessTokenCache : IAccessTokenSource
{
    private readonly AccessTokenProvider _provider;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _timeProvider;
    private readonly CancellationTokenSource _disposal = new();
    private readonly object _lock = new();

    private CachedToken? _cached;
    private Task<CachedToken>? _pendingRequest;

    /// <summary>Caches the tokens of a provider.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="timeout">The timeout of one request to the provider.</param>
    /// <param name="timeProvider">The clock.</param>
    public AccessTokenCache(AccessTokenProvider provider, TimeSpan timeout, TimeProvider timeProvider)
    {
        _provider = provider;
        _timeout = timeout;
        _timeProvider = timeProvider;
    }

    /// <summary>Gets the cached token, unless it is about to expire or was rejected, or requests a new one.</summary>
    /// <param name="rejectedToken">The token that the service rejected, or <c>null</c>.</param>
    /// <param name="cancellationToken">Cancels the wait of this caller, not the request, which other callers share.</param>
    /// <exception cref="SpiceApiException">The provider did not return a valid token.</exception>
    public ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_cached is { } cached && cached.Value != rejectedToken && _timeProvider.GetUtcNow() < cached.RefreshAt)
            {
                return ValueTask.FromResult(cached.Value);
            }

            // On the thread pool, because a synchronization context of the caller may block or end.
            _pendingRequest ??= Observe(Task.Run(() => RequestAsync(rejectedToken), CancellationToken.None));
            return WaitAsync(_pendingRequest, cancellationToken);
        }
    }

    /// <summary>Cancels a pending request, and disposes the provider if it belongs to the client. A provider of the program is not disposed.</summary>
    public void Dispose()
    {
        if (!_disposal.IsCancellationRequested)
        {
            _disposal.Cancel();
            _disposal.Dispose();
        }

        (_provider as ClientCredentialsTokenProvider)?.Dispose();
    }

    private static async ValueTask<string> WaitAsync(Task<CachedToken> request, CancellationToken cancellationToken)
    {
        try
        {
            CachedToken token = await request.WaitAsync(cancellationToken).ConfigureAwait(false);
            return token.Value;
        }
        catch (SpiceApiException shared)
        {
            throw shared.With(shared.Message); // Each caller throws an exception of its own.
        }
    }

    private async Task<CachedToken> RequestAsync(string? rejectedToken)
    {
        try
        {
            DateTimeOffset requestedAt = _timeProvider.GetUtcNow();
            AccessToken? token = await RequestFromProviderAsync(rejectedToken).ConfigureAwait(false);
            if (token?.Value is not { } value || !HeaderValidation.IsValidToken(value))
            {
                throw CreateException("returned no access token, or one with a character that a token cannot contain, such as a space or a line break.");
            }

            return Store(new CachedToken(token, requestedAt));
        }
        finally
        {
            ClearPendingRequest();
        }
    }

    /// <summary>Applies the timeout to a provider that ignores its cancellation token too.</summary>
    private async Task<AccessToken?> RequestFromProviderAsync(string? rejectedToken)
    {
        using var timeout = new CancellationTokenSource(_timeout, _timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _disposal.Token);
        try
        {
            Task<AccessToken> request = Observe(_provider.GetTokenAsync(new AccessTokenRequest(rejectedToken), linked.Token).AsTask());
            return await request.WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not SpiceApiException || _provider is not ClientCredentialsTokenProvider)
        {
            Exception cause = new SecretRedactor(rejectedToken).Redact(exception);
            throw timeout.IsCancellationRequested
                ? CreateException(string.Create(CultureInfo.InvariantCulture, $"did not return an access token within {_timeout.TotalSeconds:0.###} s."), cause)
                : CreateException($"failed to return an access token. {cause.Message}", cause);
        }
    }

    /// <summary>Observes the exception of a task that nobody may await, because its callers have canceled or its timeout has elapsed.</summary>
    private static Task<T> Observe<T>(Task<T> task)
    {
        _ = task.ContinueWith(static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return task;
    }

    private CachedToken Store(CachedToken token)
    {
        lock (_lock)
        {
            _cached = token;
        }

        return token;
    }

    /// <summary>A method of its own: the trimmer can drop the end of a lock that stands in a <c>finally</c> (dotnet/runtime#131088).</summary>
    private void ClearPendingRequest()
    {
        lock (_lock)
        {
            _pendingRequest = null;
        }
    }

    private SpiceAuthenticationException CreateException(string problem, Exception? cause = null)
    {
        string source = _provider is ClientCredentialsTokenProvider ? $"{_provider}" : $"{_provider.GetType()}"; // The text of another provider may contain a secret.
        return new SpiceAuthenticationException($"{source} {problem}", new ApiErrorDetails { Disposition = RequestDisposition.NotProcessed }, cause);
    }

    /// <summary>A token and when to refresh it. A class, because a record would print the token.</summary>
    private sealed class CachedToken(AccessToken token, DateTimeOffset requestedAt)
    {
        private const double RefreshMarginRatio = 0.1;

        private static readonly TimeSpan MaxRefreshMargin = TimeSpan.FromMinutes(1);

        public string Value => token.Value;

        /// <summary>A minute before the token expires, or a tenth of a lifetime shorter than ten minutes.</summary>
        public DateTimeOffset RefreshAt { get; } = GetRefreshTime(token.ExpiresAt ?? DateTimeOffset.MaxValue, requestedAt);

        private static DateTimeOffset GetRefreshTime(DateTimeOffset expiresAt, DateTimeOffset requestedAt)
        {
            TimeSpan lifetime = expiresAt - requestedAt;
            TimeSpan margin = lifetime * RefreshMarginRatio;
            return lifetime <= TimeSpan.Zero ? requestedAt : expiresAt - (margin < MaxRefreshMargin ? margin : MaxRefreshMargin);
        }
    }
}
