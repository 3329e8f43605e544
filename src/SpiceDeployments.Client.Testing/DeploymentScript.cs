using SpiceDeployments.Client.Testing.Internal.Deployments;

namespace SpiceDeployments.Client.Testing;

/// <summary>
/// How a deployment goes: by default it is queued for 5 s, runs for 25 s and succeeds. Each method returns the same script,
/// so that a script reads as a sentence; a deployment keeps what its script said when it was created. All times are on the emulator's clock.
/// </summary>
/// <example>
/// <code>
/// app.ScriptNextDeployment().QueuedFor(TimeSpan.FromSeconds(10)).RunsFor(TimeSpan.FromMinutes(3)).Fails("Failed to pull container image");
/// app.ScriptNextDeployment().ReportsError("insufficient_memory", "Waiting for a node with enough memory").NeverCompletes();
/// app.StartDeployment("github", new DeploymentScript().RunsFor(TimeSpan.FromMinutes(10)));
/// </code>
/// </example>
public sealed class DeploymentScript
{
    internal DeploymentPlan Plan { get; private set; } = new();

    /// <summary>Stays <c>created</c> for this long before it is queued. Counts only with <see cref="CreatedStatusMeaning.NotYetQueued"/>. Default 2 s.</summary>
    /// <param name="duration">Zero or more.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is negative.</exception>
    public DeploymentScript NotQueuedFor(TimeSpan duration) => With(Plan with { NotQueuedFor = NotNegative(duration) });

    /// <summary>Stays <c>queued</c> for this long. Default 5 s.</summary>
    /// <param name="duration">Zero or more.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is negative.</exception>
    public DeploymentScript QueuedFor(TimeSpan duration) => With(Plan with { QueuedFor = NotNegative(duration) });

    /// <summary>Stays <c>in_progress</c> for this long before it ends. Default 25 s.</summary>
    /// <param name="duration">Zero or more.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is negative.</exception>
    public DeploymentScript RunsFor(TimeSpan duration) => With(Plan with { RunsFor = NotNegative(duration) });

    /// <summary>Ends as <c>succeeded</c>. The default.</summary>
    /// <returns>This script.</returns>
    public DeploymentScript Succeeds() => With(Plan with { End = DeploymentPhase.Succeeded, Failure = null });

    /// <summary>Ends as <c>failed</c>.</summary>
    /// <param name="message">Its <c>error_message</c>.</param>
    /// <param name="code">Its <c>error_code</c>; null for an old failure that carries only a message.</param>
    /// <returns>This script.</returns>
    public DeploymentScript Fails(string message = "Failed to pull container image", string? code = null) =>
        With(Plan with { End = DeploymentPhase.Failed, Failure = new DeploymentError(message, code) });

    /// <summary>Stays <c>in_progress</c> until it is superseded or ended by <see cref="EmulatedDeployment.CompleteSuccessfully"/> or <see cref="EmulatedDeployment.Fail"/>.</summary>
    /// <returns>This script.</returns>
    public DeploymentScript NeverCompletes() => With(Plan with { End = null, Failure = null });

    /// <summary>Carries an error while it is <c>in_progress</c>, as the platform reports a scheduling block that it retries by itself.</summary>
    /// <param name="code">Its <c>error_code</c> meanwhile, such as <c>insufficient_memory</c>.</param>
    /// <param name="message">Its <c>error_message</c> meanwhile.</param>
    /// <returns>This script.</returns>
    public DeploymentScript ReportsError(string code, string message) => With(Plan with { Block = new DeploymentError(message, code) });

    /// <summary>Says this status while it would say <c>in_progress</c>: for one that no client knows yet.</summary>
    /// <param name="rawStatus">The status as the wire shall say it.</param>
    /// <returns>This script.</returns>
    public DeploymentScript ReportsStatus(string rawStatus) => With(Plan with { ReportedStatus = rawStatus });

    /// <summary>Is missing from the list and by its id for this long after its creation, yet counts for a conflict. Default <see cref="SpiceCloudEmulatorOptions.VisibilityDelay"/>.</summary>
    /// <param name="duration">Zero or more.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is negative.</exception>
    public DeploymentScript VisibilityDelay(TimeSpan duration) => With(Plan with { VisibilityDelay = NotNegative(duration) });

    private static TimeSpan NotNegative(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        return duration;
    }

    private DeploymentScript With(DeploymentPlan plan)
    {
        Plan = plan;
        return this;
    }
}
