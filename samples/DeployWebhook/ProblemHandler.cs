using System.Net;
using Microsoft.AspNetCore.Diagnostics;
using SpiceDeployments.Client;

namespace DeployWebhook;

/// <summary>Tells errors of the caller and of Spice.ai Cloud as problem details; every other one is a 500 and is logged.</summary>
internal sealed class ProblemHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        int? status = exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            ArgumentException => StatusCodes.Status400BadRequest,
            DeploymentConflictException => StatusCodes.Status409Conflict,
            SpiceApiException { StatusCode: HttpStatusCode.NotFound } or DeploymentNotFoundException => StatusCodes.Status404NotFound,
            SpiceApiException or DeploymentOutcomeUnknownException => StatusCodes.Status502BadGateway,
            _ => null,
        };
        if (status is null)
        {
            return false;
        }

        string detail = exception is BadHttpRequestException { InnerException: { } unreadable } ? unreadable.Message : exception.Message;
        await TypedResults.Problem(detail, statusCode: status).ExecuteAsync(httpContext);
        return true;
    }
}
