using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Diagnostics;
using SpiceDeployments.Client;

namespace DeployWebhook;

/// <summary>
/// Tells errors as problem details: those of the caller as the service tells them, and everything else that goes wrong between this program and
/// Spice.ai Cloud as a 502, which is logged for whoever runs this. Every other one is a 500 and is logged.
/// </summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (StatusOf(exception) is not { } status)
        {
            return false;
        }

        if (status is StatusCodes.Status502BadGateway)
        {
            LogBadGateway(logger, exception.Message);
        }

        if (exception is SpiceApiException { RetryAfter: { } wait })
        {
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        string detail = exception is BadHttpRequestException { InnerException: { } unreadable } ? unreadable.Message : exception.Message;
        await TypedResults.Problem(detail, statusCode: status).ExecuteAsync(httpContext);
        return true;
    }

    private static int? StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        SpiceApiException
        {
            StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge
                or HttpStatusCode.UnprocessableEntity or HttpStatusCode.TooManyRequests
        } refused => (int)refused.StatusCode,
        SpiceApiException or DeploymentOutcomeUnknownException => StatusCodes.Status502BadGateway,
        _ => null,
    };

    [LoggerMessage(1, LogLevel.Error, "Answered with 502: {Reason}")]
    private static partial void LogBadGateway(ILogger logger, string reason);
}
