using SpiceDeployments.Client.Internal;

namespace SpiceDeployments.Client;

/// <summary>
/// How to poll a deployment. The delay between two polls starts at <see cref="InitialDelay"/>, doubles up to <see cref="MaxDelay"/>, and the
/// wait ends at <see cref="Timeout"/>. With the defaults, the delays are 5, 10, 20, 30, 30 … seconds, for 10 minutes.
/// </summary>
public sealed record PollingOptions
{
    private const int DefaultPredictiveFactor = 4;

    /// <summary>The delay before the second poll. Default 5 seconds; more than zero, at most 1 day.</summary>
    public TimeSpan InitialDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The maximum delay between two polls, unless the service asks for a longer one (<c>Retry-After</c>). Default 30 seconds; from <see cref="InitialDelay"/> to 1 day.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The maximum duration of the wait. The last delay is shortened so that the last poll is made at this time; that poll may take up to
    /// 5 seconds more. Default 10 minutes; more than zero, at most 1 day.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether each delay is multiplied by a random factor between 0.5 and 1, so that many clients do not poll at the same time.
    /// Default <c>false</c>.
    /// </summary>
    public bool UseJitter { get; set; }

    /// <summary>
    /// How the delays are chosen. Default <see cref="PollingSchedule.Exponential"/>. The schedule applies to the deployment that is waited
    /// for; while a create waits for another deployment to complete, the delays are always exponential.
    /// </summary>
    public PollingSchedule Schedule { get; set; }

    /// <summary>
    /// The maximum delay of <see cref="PollingSchedule.Predictive"/> before the median of the earlier durations. From <see cref="MaxDelay"/> to
    /// 1 day. Default <c>null</c>: four times <see cref="MaxDelay"/>.
    /// </summary>
    public TimeSpan? PredictiveMaxDelay { get; set; }

    internal TimeSpan EffectivePredictiveMaxDelay => PredictiveMaxDelay ?? (DefaultPredictiveFactor * MaxDelay);

    /// <summary>Returns a description of the first invalid property, or <c>null</c> if all are valid.</summary>
    internal string? FindError()
    {
        if (OptionRanges.IsOutOfRange(InitialDelay))
        {
            return $"{nameof(InitialDelay)} must be more than zero and at most 1 day, but is {InitialDelay}.";
        }

        if (MaxDelay < InitialDelay || OptionRanges.IsOutOfRange(MaxDelay))
        {
            return $"{nameof(MaxDelay)} must be from {nameof(InitialDelay)} ({InitialDelay}) to 1 day, but is {MaxDelay}.";
        }

        if (OptionRanges.IsOutOfRange(Timeout))
        {
            return $"{nameof(Timeout)} must be more than zero and at most 1 day, but is {Timeout}.";
        }

        if (PredictiveMaxDelay is { } delay && (delay < MaxDelay || OptionRanges.IsOutOfRange(delay)))
        {
            return $"{nameof(PredictiveMaxDelay)} must be from {nameof(MaxDelay)} ({MaxDelay}) to 1 day, but is {delay}.";
        }

        return Enum.IsDefined(Schedule) ? null : $"{nameof(Schedule)} is not a defined {nameof(PollingSchedule)} value: {Schedule}.";
    }

    /// <summary>Checks the options. The client does the same before it sends anything.</summary>
    /// <param name="parameterName">The name of the parameter in the exception.</param>
    /// <exception cref="ArgumentException">A property is not valid. The message names the property.</exception>
    public void Validate(string parameterName)
    {
        if (FindError() is { } error)
        {
            throw new ArgumentException(error, parameterName);
        }
    }
}
