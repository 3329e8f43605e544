using System.Globalization;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>
/// Applies the timeout of one attempt, which covers the whole response, and buffers the response body, so that every handler above receives
/// either a complete response or an exception. If the request has certainly not been sent by then, the exception is a connection error.
/// </summary>
internal sealed class AttemptTimeoutHandler(TimeSpan timeout, TimeProvider timeProvider) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var attempt = new CancellationTokenSource(timeout, timeProvider);
        using CancellationTokenRegistration caller = cancellationToken.UnsafeRegister(static attempt => (attempt as CancellationTokenSource)?.Cancel(), attempt);
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, attempt.Token).ConfigureAwait(false);
            response.RequestMessage ??= request; // A handler of the program that creates the response may not set it.
            await ResponseBuffering.BufferAsync(response, ClockReading.Now(timeProvider), attempt.Token, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            string reason = attempt.IsCancellationRequested
                ? string.Create(CultureInfo.InvariantCulture, $"The attempt took longer than {timeout.TotalSeconds:0.###} s (AttemptTimeout).")
                : (exception.InnerException ?? exception).Message; // The connect timeout.
            throw SendPermit.Of(request)?.TryRevoke() is true
                ? new HttpRequestException(HttpRequestError.ConnectionError, reason, exception)
                : new TimeoutException(reason, exception);
        }
    }
}
