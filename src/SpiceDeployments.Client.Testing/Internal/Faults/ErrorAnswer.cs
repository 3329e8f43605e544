using SpiceDeployments.Client.Testing.Internal.RateLimits;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>An error as the API itself would answer it.</summary>
internal sealed class ErrorAnswer(int status, ApiErrorBody error, TimeSpan? retryAfter) : IFault
{
    public Task ApplyAsync(FaultedExchange exchange)
    {
        if (retryAfter is { } delay)
        {
            exchange.Response.RetryAfter(delay);
        }

        return exchange.Response.AnswerAsync(status, error);
    }
}
