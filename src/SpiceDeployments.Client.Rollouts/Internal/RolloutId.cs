namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>The rules of an id, which is also the name of a folder. The project of the tool includes this file, too.</summary>
internal static class RolloutId
{
    private const int MaxLength = 100;

    /// <summary>Checks an id. <see cref="IRolloutClient"/> does the same before it stores or sends anything.</summary>
    /// <param name="rolloutId">The id: up to 100 letters of ASCII, digits, <c>-</c>, <c>_</c> and <c>.</c>, which is neither the first nor the last character.</param>
    /// <param name="parameterName">The name of the parameter in the exception.</param>
    /// <exception cref="ArgumentException">The id is <c>null</c> or not valid.</exception>
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
