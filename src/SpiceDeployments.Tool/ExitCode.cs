using Microsoft.Extensions.Options;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Tool.Commands.Deployments;

namespace SpiceDeployments.Tool;

/// <summary>The exit codes, which scripts compare: they do not change.</summary>
internal static class ExitCode
{
    public const int Succeeded = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int TimedOut = 3;
    public const int AccessDenied = 4;
    public const int Conflict = 5;
    public const int OutcomeUnknown = 6;
    public const int Superseded = 7;
    public const int NotFound = 8;
    public const int Interrupted = 130;

    /// <summary>Returns the code for an exception that a command may throw, or <c>null</c> if the exception is a defect of the program.</summary>
    public static int? Of(Exception exception) => exception switch
    {
        OperationCanceledException => Interrupted,
        DeploymentTimeoutException => TimedOut,
        SpiceAuthenticationException or SpiceForbiddenException or RolloutException { InnerException: SpiceAuthenticationException or SpiceForbiddenException } => AccessDenied,
        DeploymentConflictException or RolloutStoreConflictException or RolloutException { InnerException: RolloutStoreConflictException } or IntentInUseException => Conflict,
        DeploymentOutcomeUnknownException or AppUpdateException { Outcome: AppUpdateOutcome.Unknown or AppUpdateOutcome.Changed } => OutcomeUnknown,
        DeploymentSupersededException => Superseded,
        AppNotFoundException or DeploymentNotFoundException or RolloutNotFoundException => NotFound,
        SpiceException or IOException or UnauthorizedAccessException => Failed,
        UsageException or ArgumentException or OptionsValidationException => WrongUsage,
        _ => null,
    };

    /// <summary>Returns the code for a rollout that has completed.</summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="expected">The status with which the command succeeds.</param>
    public static int Of(Rollout rollout, RolloutStatus expected) =>
        rollout.Status == expected ? Succeeded
        : rollout is { Status: RolloutStatus.Stopped, IsAccessDenied: true } ? AccessDenied
        : Failed;

    /// <summary>Returns the name of a code in the JSON document and in the outputs of a CI system.</summary>
    public static string GetName(int exitCode) => exitCode switch
    {
        Succeeded => "succeeded",
        WrongUsage => "wrong_usage",
        TimedOut => "timed_out",
        AccessDenied => "access_denied",
        Conflict => "conflict",
        OutcomeUnknown => "outcome_unknown",
        Superseded => "superseded",
        NotFound => "not_found",
        Interrupted => "interrupted",
        _ => "failed",
    };
}
