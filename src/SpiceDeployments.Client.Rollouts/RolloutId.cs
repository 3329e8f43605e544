namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>The rules of an id, which is also the name of a folder.</summary>
internal static class RolloutId
{
    private const int MaxLength = 100;

    /// <exception cref="ArgumentException">The id is not valid.</exception>
    public static void Validate(string rolloutId, string parameterName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(rolloutId, parameterName);
        if (rolloutId.Length > MaxLength || rolloutId[0] is '.' || rolloutId[^1] is '.' || !rolloutId.All(IsAllowed))
        {
            throw new ArgumentException($"A rollout id has up to {MaxLength} letters of ASCII, digits, '-', '_' and '.', and does not begin or end with '.'.", parameterName);
        }
    }

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.';
}
