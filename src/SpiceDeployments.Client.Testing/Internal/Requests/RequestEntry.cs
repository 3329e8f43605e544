using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SpiceDeployments.Client.Testing.Internal.Requests;

/// <summary>Updates the recorded request while the request is processed.</summary>
internal sealed class RequestEntry(RecordedRequest received, RequestOutputWriter output)
{
    private readonly object _lock = new();
    private RecordedRequest _recorded = received;
    private int _isCompleted;

    /// <summary>The time after which the request is processed, if it is not processed at once.</summary>
    public TimeSpan? ProcessingDelay { get; set; }

    public RecordedRequest Recorded => Volatile.Read(ref _recorded);

    public static RequestEntry Get(HttpContext context) => context.Features.GetRequiredFeature<RequestEntry>();

    public void SetFault(FaultKind fault) => Update(request => request with { Fault = fault });

    public void SetNoRoute() => Update(request => request with { HasNoRoute = true });

    public void SetCreatedDeployment(long id, bool isLate) => Update(request => request with { CreatedDeploymentId = id, IsProcessedLate = isLate });

    public void Complete(int statusCode) => CompleteOnce(request => request with { IsCompleted = true, StatusCode = statusCode });

    public void CompleteWithoutResponse() => CompleteOnce(request => request with { IsCompleted = true });

    /// <remarks>Kestrel starts a response even for an aborted request, so only the first completion counts.</remarks>
    private void CompleteOnce(Func<RecordedRequest, RecordedRequest> change)
    {
        if (Interlocked.Exchange(ref _isCompleted, 1) is 0)
        {
            Update(change);
            output.Write(Recorded);
        }
    }

    private void Update(Func<RecordedRequest, RecordedRequest> change)
    {
        lock (_lock)
        {
            _recorded = change(_recorded);
        }
    }
}
