namespace SpiceDeployments.Client.Internal;

/// <summary>The ranges that several options share.</summary>
internal static class OptionRanges
{
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(1);

    public static bool IsOutOfRange(TimeSpan duration) => duration <= TimeSpan.Zero || duration > MaxDuration;

    public static void ThrowIfOutOfRange(TimeSpan? duration, string property, string parameterName)
    {
        if (duration is { } value && IsOutOfRange(value))
        {
            throw new ArgumentOutOfRangeException(parameterName, value, $"{property} must be more than zero and at most 1 day.");
        }
    }

    public static void ThrowIfUndefined(ConflictBehavior behavior, string parameterName)
    {
        if (!Enum.IsDefined(behavior))
        {
            throw new ArgumentException($"{nameof(ConflictBehavior)} is not a defined value: {behavior}.", parameterName);
        }
    }
}
