namespace SpiceDeployments.Client.Testing.Internal.Apps;

/// <summary>The rules for the tags of an app.</summary>
internal static class TagRules
{
    private const int MaxKeyLength = 63;
    private const int MaxValueLength = 256;

    /// <summary>Returns an error for each key and each value that the service rejects.</summary>
    public static IEnumerable<string> FindErrors(IReadOnlyDictionary<string, string> tags) => tags.Select(FindError).OfType<string>();

    private static string? FindError(KeyValuePair<string, string> tag) => tag switch
    {
        _ when !IsKey(tag.Key) => $"Invalid tag key '{tag.Key}'",
        { Value.Length: > MaxValueLength } => $"The value of tag '{tag.Key}' must contain at most {MaxValueLength} characters",
        _ when !ContainsOnly(tag.Value, "_@-") => $"The value of tag '{tag.Key}' must contain only letters, digits, '_', '@' and '-'",
        _ => null,
    };

    private static bool IsKey(string key) => key.Length is > 0 and <= MaxKeyLength && char.IsAsciiLetter(key[0]) && ContainsOnly(key, "_./-");

    /// <summary>Whether the text contains only ASCII letters, digits and these characters.</summary>
    private static bool ContainsOnly(string text, string others) => text.All(character => char.IsAsciiLetterOrDigit(character) || others.Contains(character, StringComparison.Ordinal));
}
