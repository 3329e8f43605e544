using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SpiceDeployments.Client.Testing.Internal.Requests;

/// <summary>Updates the recorded request while the request is processed.</summary>
internal sealed class RequestEntry(RequestLog log, RequestOutputWriter output, int number)
{
    private int _isCompleted;

    /// <summary>The time after which the request is processed, if it is not processed at once.</summary>
    public TimeSpan? ProcessingDelay { get; set; }

    public RecordedRequest Recorded => log.Get(number);

    public static RequestEntry Get(HttpContext context) => context.Features.GetRequiredFeature<RequestEntry>();

    public void SetFault(FaultKind fault) => log.Update(number, request => request with { Fault = fault });

    public void SetNoRoute() => log.Update(number, request => request with { HasNoRoute = true });

    public void SetCreatedDeployment(long id, bool isLate) => log.Update(number, request => request with { CreatedDeploymentId = id, IsProcessedLate = isLate });

    public void Complete(int statusCode) => CompleteOnce(request => request with { IsCompleted = true, StatusCode = statusCode });

    public void CompleteWithoutResponse() => CompleteOnce(request => request with { IsCompleted = true });

    /// <remarks>Kestrel starts a response even for an aborted request, so only the first completion counts.</remarks>
    private void CompleteOnce(Func<RecordedRequest, RecordedRequest> change)
    {
        if (Interlocked.Exchange(ref _isCompleted, 1) is 0)
        {
            log.Update(number, change);
            output.Write(Recorded);
        }
    }
}
