using System.Text.Json.Serialization;
using SpiceDeployments.Client.Internal;

namespace SpiceDeployments.Client;

/// <summary>How <c>DeployAsync</c> handles conflicts and waits. A property that is <c>null</c> takes the value of the client's <see cref="DeploymentsClientOptions"/>.</summary>
public sealed record DeployOptions
{
    /// <summary>What to do when another deployment of the app is active (409). Default <c>null</c>: <see cref="DeploymentsClientOptions.ConflictBehavior"/>.</summary>
    public ConflictBehavior? ConflictBehavior { get; set; }

    /// <summary>
    /// How long to wait for active deployments to complete; more than zero, at most 1 day. The timeout of the deployment's own wait is
    /// <see cref="PollingOptions.Timeout"/>. Default <c>null</c>: <see cref="DeploymentsClientOptions.ConflictTimeout"/>.
    /// </summary>
    public TimeSpan? ConflictTimeout { get; set; }

    /// <summary>How to poll. Default <c>null</c>: <see cref="DeploymentsClientOptions.Polling"/>.</summary>
    public PollingOptions? Polling { get; set; }

    /// <summary>
    /// Stores an intent. Called when a create of a <see cref="DeploymentIntent"/> must be sent later than 30 seconds after its preparation, such as
    /// after a conflict or after a resume that found no deployment: the client prepares the intent again, with the same key, and awaits this
    /// function before it sends the request. If the function throws, nothing is sent and the exception ends the call. If several processes
    /// may resume one intent, the function must fail unless the stored intent is the one that this process read. Not used without an intent.
    /// Default <c>null</c>: a create that would have to be sent later throws a <see cref="DeploymentIntentExpiredException"/>.
    /// </summary>
    [JsonIgnore]
    public Func<DeploymentIntent, CancellationToken, Task>? SaveIntent { get; set; }

    /// <summary>Checks the options. The client does the same before it sends anything.</summary>
    /// <param name="parameterName">The name of the parameter in the exception.</param>
    /// <exception cref="ArgumentException">A property is not valid. The message names the property.</exception>
    public void Validate(string parameterName)
    {
        if (ConflictBehavior is { } behavior)
        {
            OptionRanges.ThrowIfUndefined(behavior, parameterName);
        }

        OptionRanges.ThrowIfOutOfRange(ConflictTimeout, nameof(ConflictTimeout), parameterName);
        Polling?.Validate(parameterName);
    }
}
