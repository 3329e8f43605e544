namespace SpiceDeployments.Client;

/// <summary>
/// How a deployment is waited for: the delay between two polls starts at <see cref="InitialDelay"/>, doubles up to <see cref="MaxDelay"/>,
/// and the wait ends at <see cref="Timeout"/>. With the defaults: 5, 10, 20, 30, 30 … seconds for 10 minutes. Another
/// <see cref="Schedule"/> chooses the delays in another way.
/// </summary>
public sealed class PollingOptions
{
    internal static readonly TimeSpan MaxDuration = TimeSpan.FromDays(1);

    /// <summary>The first delay between two polls. Default 5 seconds; more than zero, at most 1 day.</summary>
    public TimeSpan InitialDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest delay between two polls, unless the service asks for a longer one; <see cref="PollingSchedule.Predictive"/> goes up to
    /// four times as far while it expects no end. Default 30 seconds; from <see cref="InitialDelay"/> to 1 day.
    /// </summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long to wait in all. The last delay is cut so that the last poll is at this moment; that poll may take up to 5 seconds more.
    /// Default 10 minutes; more than zero, at most 1 day.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether each delay is shortened at random, to between half of it and all of it, so that many clients do not poll in step.
    /// Default false.
    /// </summary>
    public bool UseJitter { get; set; }

    /// <summary>
    /// What the delays follow. Default <see cref="PollingSchedule.Exponential"/>. It is for deployments that are waited for; waiting for
    /// another deployment to leave (<see cref="ConflictBehavior.WaitAndRetry"/>) is exponential always.
    /// </summary>
    public PollingSchedule Schedule { get; set; }

    /// <summary>What is wrong with these options, or null.</summary>
    internal string? FindFault()
    {
        if (InitialDelay <= TimeSpan.Zero || InitialDelay > MaxDuration)
        {
            return $"{nameof(InitialDelay)} must be more than zero and at most 1 day, but is {InitialDelay}.";
        }

        if (MaxDelay < InitialDelay || MaxDelay > MaxDuration)
        {
            return $"{nameof(MaxDelay)} must be from {nameof(InitialDelay)} ({InitialDelay}) to 1 day, but is {MaxDelay}.";
        }

        if (Timeout <= TimeSpan.Zero || Timeout > MaxDuration)
        {
            return $"{nameof(Timeout)} must be more than zero and at most 1 day, but is {Timeout}.";
        }

        return Enum.IsDefined(Schedule) ? null : $"{nameof(Schedule)} has no value {Schedule}.";
    }

    internal void Validate(string parameterName)
    {
        if (FindFault() is { } fault)
        {
            throw new ArgumentException(fault, parameterName);
        }
    }
}
