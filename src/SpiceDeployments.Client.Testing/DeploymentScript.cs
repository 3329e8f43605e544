using SpiceDeployments.Client.Testing.Internal.Deployments;

namespace SpiceDeployments.Client.Testing;

/// <summary>The phases of a deployment and its outcome. By default, a deployment is queued for 5 s, runs for 25 s and succeeds.</summary>
/// <remarks>
/// Each method changes this script and returns it. A deployment uses the script as it was when the deployment was created. All times are on the
/// emulator's clock. A script has one outcome: methods that contradict each other throw an <see cref="InvalidOperationException"/>.
/// </remarks>
/// <example>
/// <code>
/// app.ScriptNextDeployment().QueuedFor(TimeSpan.FromSeconds(10)).RunsFor(TimeSpan.FromMinutes(3)).Fails("Failed to pull container image");
/// app.ScriptNextDeployment().ReportsError("insufficient_memory", "Waiting for a node with enough memory").NeverCompletes();
/// app.ScriptNextDeployment().IsSupersededAfter(TimeSpan.FromSeconds(40));
/// app.StartDeployment("github", new DeploymentScript().RunsFor(TimeSpan.FromMinutes(10)));
/// </code>
/// </example>
public sealed class DeploymentScript
{
    private string? _outcome;
    private bool _hasRunTime;

    internal DeploymentPlan Plan { get; private set; } = new();

    /// <summary>
    /// Sets the time as <c>created</c> before the deployment is queued. Only used with <see cref="CreatedStatusMeaning.NotYetQueued"/>. Default 2 s.
    /// </summary>
    /// <param name="duration">The duration, zero or more.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is negative.</exception>
    public DeploymentScript NotQueuedFor(TimeSpan duration) => With(Plan with { NotQueuedFor = ThrowIfNegative(duration) });

    /// <summary>Sets the time as <c>queued</c>. Default 5 s.</summary>
    /// <param name="duration">The duration, zero or more.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is negative.</exception>
    public DeploymentScript QueuedFor(TimeSpan duration) => With(Plan with { QueuedFor = ThrowIfNegative(duration) });

    /// <summary>Sets the time as <c>in_progress</c> before the deployment completes. Default 25 s.</summary>
    /// <param name="duration">The duration, zero or more.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is negative.</exception>
    /// <exception cref="InvalidOperationException"><see cref="NeverCompletes"/> or <see cref="IsSupersededAfter"/> was called.</exception>
    public DeploymentScript RunsFor(TimeSpan duration)
    {
        if (_outcome is nameof(NeverCompletes) or nameof(IsSupersededAfter))
        {
            throw CreateContradiction(nameof(RunsFor), _outcome);
        }

        _hasRunTime = true;
        return With(Plan with { RunsFor = ThrowIfNegative(duration) });
    }

    /// <summary>Completes the deployment as <c>succeeded</c>. The default.</summary>
    /// <returns>This script.</returns>
    /// <exception cref="InvalidOperationException">Another outcome was set.</exception>
    public DeploymentScript Succeeds() => WithOutcome(nameof(Succeeds), Plan with { FinalPhase = DeploymentPhase.Succeeded });

    /// <summary>Completes the deployment as <c>failed</c>.</summary>
    /// <param name="message">The <c>error_message</c>.</param>
    /// <param name="code">The <c>error_code</c>. If <c>null</c>, the failure has only a message.</param>
    /// <returns>This script.</returns>
    /// <exception cref="InvalidOperationException">Another outcome was set.</exception>
    public DeploymentScript Fails(string message = "Failed to pull container image", string? code = null) =>
        WithOutcome(nameof(Fails), Plan with { FinalPhase = DeploymentPhase.Failed, FinalError = new DeploymentLifecycle.Error(message, code) });

    /// <summary>
    /// Keeps the deployment <c>in_progress</c> until it is superseded, or completed by <see cref="EmulatedDeployment.CompleteSuccessfully"/> or
    /// <see cref="EmulatedDeployment.Fail"/>.
    /// </summary>
    /// <returns>This script.</returns>
    /// <exception cref="InvalidOperationException">Another outcome or <see cref="RunsFor"/> was set.</exception>
    public DeploymentScript NeverCompletes() => WithOpenEnd(nameof(NeverCompletes), Plan with { FinalPhase = null });

    /// <summary>
    /// Starts a newer deployment of the app, as another user in the portal, so that this deployment is superseded: its status is then <c>created</c>. Until
    /// then it is <c>queued</c> or <c>in_progress</c>. The newer deployment has <see cref="EmulatedApp.DefaultScript"/>. If the deployment is already superseded
    /// or completed at that time, none starts.
    /// </summary>
    /// <param name="time">The time from the creation of the deployment to the start of the newer one, more than zero.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is not positive.</exception>
    /// <exception cref="InvalidOperationException">Another outcome or <see cref="RunsFor"/> was set.</exception>
    public DeploymentScript IsSupersededAfter(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return WithOpenEnd(nameof(IsSupersededAfter), Plan with { FinalPhase = null, SupersededAfter = time });
    }

    /// <summary>Reports an error while the deployment is <c>in_progress</c>, as the service does while it retries the scheduling of a deployment.</summary>
    /// <param name="code">The <c>error_code</c>, such as <c>insufficient_memory</c>.</param>
    /// <param name="message">The <c>error_message</c>.</param>
    /// <returns>This script.</returns>
    public DeploymentScript ReportsError(string code, string message) => With(Plan with { InProgressError = new DeploymentLifecycle.Error(message, code) });

    /// <summary>Reports another status in place of <c>in_progress</c>, such as one that clients do not know.</summary>
    /// <param name="rawStatus">The status, sent unchanged.</param>
    /// <returns>This script.</returns>
    public DeploymentScript ReportsStatus(string rawStatus) => With(Plan with { InProgressStatus = rawStatus });

    /// <summary>
    /// Sets the time after its creation during which the deployment is neither listed nor returned by id, although it causes conflicts.
    /// Default <see cref="SpiceCloudEmulatorOptions.VisibilityDelay"/>.
    /// </summary>
    /// <param name="duration">The duration, zero or more.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is negative.</exception>
    public DeploymentScript VisibilityDelay(TimeSpan duration) => With(Plan with { VisibilityDelay = ThrowIfNegative(duration) });

    /// <summary>
    /// Sets the changes that the service makes to the values of the deployment, in addition to those of <see cref="EmulatedApp.WithNormalization"/>. Default none.
    /// </summary>
    /// <param name="rules">The changes, in order.</param>
    /// <returns>This script.</returns>
    /// <exception cref="ArgumentException"><paramref name="rules"/> is <c>null</c> or contains <c>null</c>.</exception>
    public DeploymentScript WithNormalization(params NormalizationRule[] rules) => With(Plan with { Normalization = NormalizationRule.Copy(rules) });

    private static TimeSpan ThrowIfNegative(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        return duration;
    }

    private static InvalidOperationException CreateContradiction(string step, string earlierStep) => new($"{step} contradicts {earlierStep}, which the script has already.");

    private DeploymentScript WithOpenEnd(string step, DeploymentPlan plan) =>
        _hasRunTime ? throw CreateContradiction(step, nameof(RunsFor)) : WithOutcome(step, plan);

    private DeploymentScript WithOutcome(string step, DeploymentPlan plan)
    {
        if (_outcome is not null && _outcome != step)
        {
            throw CreateContradiction(step, _outcome);
        }

        _outcome = step;
        return With(plan);
    }

    private DeploymentScript With(DeploymentPlan plan)
    {
        Plan = plan;
        return this;
    }
}
