using System.Net;
using SpiceDeployments.Client.Internal.Polling;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>The outcome of one create request.</summary>
internal abstract record CreateOutcome
{
    /// <summary>The codes of conflicts that no other deployment causes.</summary>
    private static readonly string[] OtherConflicts = ["github_connected", "github_not_connected", "root_directory_conflict", "project_paused"];

    private CreateOutcome()
    {
    }

    /// <summary>Classifies the error of a create request.</summary>
    public static Failed FromError(SpiceApiException error) => error switch
    {
        { Disposition: RequestDisposition.AcceptedUnreadable } => new Indeterminate(error, WasAccepted: true),
        { StatusCode: HttpStatusCode.Conflict } when IsCausedByDeployment(error) => new Conflict(error),
        { Disposition: RequestDisposition.NotProcessed } => new NotProcessed(error),
        { Disposition: RequestDisposition.Expired } => new Expired(error),
        { Disposition: RequestDisposition.Indeterminate } => new Indeterminate(error, WasAccepted: false),
        _ => new Rejected(error),
    };

    /// <summary>Whether a conflict passes when the active deployment completes. Those of the repository or of the state of the app do not.</summary>
    private static bool IsCausedByDeployment(SpiceApiException error) => !OtherConflicts.Contains(error.ErrorCode, StringComparer.OrdinalIgnoreCase);

    /// <summary>The service created a deployment and returned it.</summary>
    public sealed record Created(CreatedDeployment Deployment) : CreateOutcome;

    /// <summary>The service did not return a deployment.</summary>
    /// <param name="Error">The error.</param>
    public abstract record Failed(SpiceApiException Error) : CreateOutcome;

    /// <summary>The service rejected the request and would reject it again.</summary>
    public sealed record Rejected(SpiceApiException Error) : Failed(Error);

    /// <summary>The service rejected the request because another deployment is active (409).</summary>
    public sealed record Conflict(SpiceApiException Error) : Failed(Error);

    /// <summary>The service did not process the request, so that it can be sent again.</summary>
    public sealed record NotProcessed(SpiceApiException Error) : Failed(Error);

    /// <summary>The client did not send the request, because the time within which the intent may be sent has elapsed.</summary>
    public sealed record Expired(SpiceApiException Error) : Failed(Error);

    /// <summary>The service may have created a deployment.</summary>
    /// <param name="Error">The error.</param>
    /// <param name="WasAccepted">Whether the service returned a success whose body cannot be read. Such a request is not sent again.</param>
    public sealed record Indeterminate(SpiceApiException Error, bool WasAccepted) : Failed(Error);
}
