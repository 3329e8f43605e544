using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>A token source of the user's own, whose every fault is told as what it is. It stays the user's: it is not disposed here.</summary>
internal sealed class UserTokenSource(IAccessTokenSource source, TimeSpan timeLimit, TimeProvider timeProvider) : IAccessTokenSource
{
    public async ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken)
    {
        string? token = await AskAsync(rejectedToken, cancellationToken).ConfigureAwait(false);
        return !string.IsNullOrEmpty(token) && HeaderValues.IsToken(token)
            ? token
            : throw Fault("gave none, or one with a character that a token cannot have, such as a space or a line break.", cause: null);
    }

    /// <summary>Within the time limit, even of a source that does not heed its cancellation token.</summary>
    private async Task<string?> AskAsync(string? rejectedToken, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeLimit, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await source.GetTokenAsync(rejectedToken, linked.Token).AsTask().WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Exception cause = new SecretRedactor(rejectedToken).Redact(exception);
            throw Fault(limit.IsCancellationRequested ? $"gave none within {timeLimit}." : $"failed. {cause.Message}", cause);
        }
    }

    /// <summary>The request that needed the token has not been sent.</summary>
    private SpiceAuthenticationException Fault(string what, Exception? cause) =>
        new($"No access token: {source.GetType()} {what}", new ApiFault { Kind = ApiFaultKind.NotProcessed }, cause);
}
