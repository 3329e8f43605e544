using Microsoft.AspNetCore.Diagnostics;
using SpiceDeployments.Client.Rollouts;

namespace DeployCluster.Silos;

/// <summary>Responds to the exceptions of <see cref="IRolloutClient"/> with problem details.</summary>
internal sealed class ProblemHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (GetStatus(exception) is not { } status)
        {
            return false;
        }

        string detail = exception is BadHttpRequestException { InnerException: { } inner } ? inner.Message : exception.Message;
        await TypedResults.Problem(detail, statusCode: status).ExecuteAsync(httpContext);
        return true;
    }

    private static int? GetStatus(Exception exception) => exception switch
    {
        BadHttpRequestException badRequest => badRequest.StatusCode,
        RolloutNotFoundException => StatusCodes.Status404NotFound,
        RolloutException { InnerException: not null } => StatusCodes.Status503ServiceUnavailable, // A call to the cluster failed, or the journal is damaged.
        RolloutException => StatusCodes.Status409Conflict, // Such as a rollout with the id and another request.
        ArgumentException => StatusCodes.Status422UnprocessableEntity, // Such as an app that is named twice.
        _ => null,
    };
}
