using System.Net;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using SpiceDeployments.Client;

namespace DeployWebhook;

/// <summary>Tells errors of the caller and of Spice.ai Cloud as problem details.</summary>
internal sealed class ProblemHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        (int? status, string detail) = exception switch
        {
            BadHttpRequestException bad => (bad.StatusCode, bad.InnerException?.Message ?? bad.Message),
            ArgumentException => (StatusCodes.Status400BadRequest, exception.Message),
            DeploymentConflictException => (StatusCodes.Status409Conflict, exception.Message),
            SpiceApiException { StatusCode: HttpStatusCode.NotFound } or DeploymentNotFoundException => (StatusCodes.Status404NotFound, exception.Message),
            SpiceApiException or DeploymentOutcomeUnknownException => (StatusCodes.Status502BadGateway, exception.Message),
            _ => ((int?)null, ""),
        };
        if (status is null)
        {
            return ValueTask.FromResult(false);
        }

        httpContext.Response.StatusCode = status.Value;
        return problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails { Status = status, Detail = detail },
        });
    }
}
