using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SpiceDeployments.Client.Testing.Internal.Requests;

/// <summary>The place of one request in the log, for the stages that it passes.</summary>
internal sealed class RequestEntry(RequestLog log, RequestReport report, int number)
{
    private int _hasEnded;

    public RecordedRequest Recorded => log.Read(number);

    public static RequestEntry Of(HttpContext context) => context.Features.GetRequiredFeature<RequestEntry>();

    public void MeetsFault(string name) => log.Update(number, request => request with { Fault = name });

    public void FindsNoRoute() => log.Update(number, request => request with { HasNoRoute = true });

    public void MakesDeployment(long id) => log.Update(number, request => request with { MadeDeploymentId = id });

    /// <summary>Kestrel would tell a status for a request that was aborted too, as if it had been sent: whatever ends it first counts.</summary>
    public void EndsUnanswered() => End(request => request with { HasEnded = true });

    public void IsAnswered(int statusCode) => End(request => request with { HasEnded = true, StatusCode = statusCode });

    private void End(Func<RecordedRequest, RecordedRequest> change)
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) == 0)
        {
            log.Update(number, change);
            report.Tell(Recorded);
        }
    }
}
