using DeployAndWait.Display;
using SpiceDeployments.Client;

namespace DeployAndWait;

/// <summary>How the program ends when it does not succeed: one line for stderr, and the exit code.</summary>
internal sealed record Failure(int ExitCode, string Message)
{
    public static Failure Of(Exception exception, UnfinishedDeployment? unfinished)
    {
        (int exitCode, string reason) = exception switch
        {
            UsageException => (ExitCodes.WrongUsage, $"{exception.Message} --help shows the usage."),
            ArgumentException wrong => (ExitCodes.WrongUsage, WithoutParameter(wrong)),
            OperationCanceledException => (ExitCodes.Interrupted, Interrupted(unfinished)),
            SpiceAuthenticationException => (ExitCodes.NotAuthenticated, exception.Message),
            DeploymentFailedException { IsTransient: true } => (ExitCodes.NotSucceeded, $"{exception.Message}. This may pass: deploy again later."),
            _ => (ExitCodes.NotSucceeded, exception.Message),
        };
        string line = unfinished is null ? reason : $"{reason} {unfinished.ResumeHint}";
        return new Failure(exitCode, OnOneLine(line));
    }

    private static string Interrupted(UnfinishedDeployment? unfinished) => unfinished is null
        ? "Interrupted before a deployment was seen. If one was just being created, look at the app's deployments before you deploy again."
        : $"Interrupted while waiting for deployment {unfinished.DeploymentId} of app {unfinished.AppId}.";

    /// <summary>Where the settings come from the environment, the name of a parameter in the code says nothing.</summary>
    private static string WithoutParameter(ArgumentException exception) =>
        exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal);

    private static string OnOneLine(string text) => string.Join(' ', PrintableText.Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
