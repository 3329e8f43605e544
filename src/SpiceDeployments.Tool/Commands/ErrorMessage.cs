using System.Text.Json;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Tool.Commands;

/// <summary>The messages of exceptions in the words of the command line. Some of the client name members of .NET.</summary>
internal static class ErrorMessage
{
    public static string Of(Exception exception) => exception switch
    {
        OperationCanceledException => "The command was interrupted.",
        AppUpdateException { Outcome: AppUpdateOutcome.Changed, AppId: { } appId } =>
            $"Whether the update of app {appId} was applied is unknown: the app has changed, but does not certainly have what was sent. "
            + $"Compare the two, with apps show {appId}. {exception.InnerException?.Message}".TrimEnd(),
        DeploymentIntentExpiredException => $"The create was not sent within the time that its intent permits. Nothing was created. {exception.InnerException?.Message}".TrimEnd(),
        DeploymentConflictException => exception.Message.Replace($"({nameof(DeployOptions.ConflictTimeout)})", "(--timeout)", StringComparison.Ordinal),
        RolloutException { RolloutId: { } rolloutId, InnerException: { } cause and not JsonException } => // Otherwise, the journal is damaged.
            $"Rollout '{rolloutId}' does not run any more. Its deployments in flight continue. {Of(cause)}",
        ArgumentException { ParamName: { } name } => exception.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal),
        _ => exception.Message,
    };
}
