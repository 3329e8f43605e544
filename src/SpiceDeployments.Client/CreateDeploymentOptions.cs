using System.Text.Json.Serialization;
using SpiceDeployments.Client.Internal;

namespace SpiceDeployments.Client;

/// <summary>How <c>CreateAsync</c> handles a conflict.</summary>
public sealed record CreateDeploymentOptions
{
    /// <summary>What to do when another deployment of the app is active (409). Default <see cref="ConflictBehavior.Throw"/>.</summary>
    public ConflictBehavior ConflictBehavior { get; set; } = ConflictBehavior.Throw;

    /// <summary>
    /// How long to wait for active deployments to complete, if <see cref="ConflictBehavior"/> is <see cref="ConflictBehavior.WaitAndRetry"/>;
    /// more than zero, at most 1 day. Default <c>null</c>: <see cref="DeploymentsClientOptions.ConflictTimeout"/>.
    /// </summary>
    public TimeSpan? ConflictTimeout { get; set; }

    /// <summary>
    /// Stores an intent. Called when a create of a <see cref="DeploymentIntent"/> must be sent later than 30 seconds after its preparation, such as
    /// after a conflict or after a resume that found no deployment: the client prepares the intent again, with the same key, and awaits this
    /// function before it sends the request. If the function throws, nothing is sent and the exception ends the call. If several processes
    /// may resume one intent, the function must fail unless the stored intent is the one that this process read. Not used without an intent.
    /// Default <c>null</c>: a create that would have to be sent later throws a <see cref="DeploymentIntentExpiredException"/>.
    /// </summary>
    [JsonIgnore]
    public Func<DeploymentIntent, CancellationToken, Task>? SaveIntent { get; set; }

    internal void Validate(string parameterName)
    {
        OptionRanges.ThrowIfUndefined(ConflictBehavior, parameterName);
        OptionRanges.ThrowIfOutOfRange(ConflictTimeout, nameof(ConflictTimeout), parameterName);
    }
}
