using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Diagnostics;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;

namespace DeployWebhook;

/// <summary>
/// Responds to exceptions with problem details. An error of the caller keeps the status code of Spice.ai Cloud. Any other error of the client is a
/// 502, which is logged.
/// </summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (GetStatus(exception) is not { } status)
        {
            return false;
        }

        if (status is StatusCodes.Status502BadGateway)
        {
            LogBadGateway(logger, exception.Message);
        }

        if (exception is SpiceApiException { RetryAfter: { } delay })
        {
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        string detail = exception is BadHttpRequestException { InnerException: { } inner } ? inner.Message : exception.Message;
        await TypedResults.Problem(detail, statusCode: status).ExecuteAsync(httpContext);
        return true;
    }

    private static int? GetStatus(Exception exception) => exception switch
    {
        BadHttpRequestException badRequest => badRequest.StatusCode,
        SpiceApiException
        {
            StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge
                or HttpStatusCode.UnprocessableEntity or HttpStatusCode.TooManyRequests
        } rejection => (int)rejection.StatusCode,
        RolloutNotFoundException => StatusCodes.Status404NotFound,
        RolloutException => StatusCodes.Status409Conflict,
        ArgumentException => StatusCodes.Status422UnprocessableEntity, // Such as an app that is named twice.
        SpiceException => StatusCodes.Status502BadGateway,
        _ => null,
    };

    [LoggerMessage(1, LogLevel.Error, "Responded with 502: {Reason}")]
    private static partial void LogBadGateway(ILogger logger, string reason);
}
