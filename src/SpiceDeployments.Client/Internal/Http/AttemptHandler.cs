using System.Globalization;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>
/// One attempt at a request: it has a time limit that covers the whole answer, and the answer is read to its end here, so that everything
/// above sees either a complete answer or an exception.
/// </summary>
internal sealed class AttemptHandler(TimeSpan timeout, TimeProvider timeProvider) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var attempt = new CancellationTokenSource(timeout, timeProvider);
        using CancellationTokenRegistration caller = cancellationToken.UnsafeRegister(static attempt => (attempt as CancellationTokenSource)?.Cancel(), attempt);
        try
        {
            HttpResponseMessage response = await base.SendAsync(request, attempt.Token).ConfigureAwait(false);
            response.RequestMessage ??= request; // A handler of the user that answers by itself need not have set it.
            if (ApiCall.Of(request) is { } call)
            {
                (call.ServerDate, call.AnsweredAt) = (response.Headers.Date, LocalTime.Now(timeProvider));
            }

            await ResponseBuffer.LoadAsync(response, attempt.Token, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch (OperationCanceledException exception) when (attempt.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"The attempt took longer than {timeout.TotalSeconds:0.###} s (AttemptTimeout)."), exception);
        }
    }
}
