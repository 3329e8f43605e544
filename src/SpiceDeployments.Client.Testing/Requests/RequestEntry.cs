using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SpiceDeployments.Client.Testing.Requests;

/// <summary>The place of one request in the log, for the stages that it passes.</summary>
internal sealed class RequestEntry(RequestLog log, int number)
{
    private volatile bool _endsUnanswered;

    public RecordedRequest Recorded => log.Read(number);

    public static RequestEntry Of(HttpContext context) => context.Features.GetRequiredFeature<RequestEntry>();

    public void MeetsFault(string name) => log.Update(number, request => request with { Fault = name });

    /// <summary>Kestrel would tell a status for a request that was aborted too, as if it had been sent.</summary>
    public void EndsUnanswered() => _endsUnanswered = true;

    public void IsAnswered(int statusCode)
    {
        if (!_endsUnanswered)
        {
            log.Update(number, request => request with { StatusCode = statusCode });
        }
    }
}
