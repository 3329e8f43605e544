namespace SpiceDeployments.Client;

/// <summary>
/// How a deployment is waited for: the delay between two looks starts at <see cref="InitialDelay"/>, doubles up to <see cref="MaxDelay"/>,
/// and the wait ends at <see cref="Timeout"/>. With the defaults: 5, 10, 20, 30, 30 … seconds for 10 minutes.
/// </summary>
public sealed class PollingOptions
{
    internal static readonly TimeSpan MaxDuration = TimeSpan.FromDays(1);

    /// <summary>The first delay between two looks. Default 5 seconds; more than zero, at most 1 day.</summary>
    public TimeSpan InitialDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest delay between two looks, unless the service asks for a longer one. Default 30 seconds; from <see cref="InitialDelay"/> to 1 day.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long to wait in all. The last delay is cut so that the last look is at this moment; that look may take up to 5 seconds more.
    /// Default 10 minutes; more than zero, at most 1 day.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether each delay is shortened at random, to between half of it and all of it, so that many clients do not look in step.
    /// Default false.
    /// </summary>
    public bool UseJitter { get; set; }

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

        return Timeout <= TimeSpan.Zero || Timeout > MaxDuration
            ? $"{nameof(Timeout)} must be more than zero and at most 1 day, but is {Timeout}."
            : null;
    }

    internal void Validate(string parameterName)
    {
        if (FindFault() is { } fault)
        {
            throw new ArgumentException(fault, parameterName);
        }
    }
}
