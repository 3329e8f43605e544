namespace SpiceDeployments.Client.Internal.Git;

/// <summary>Recognizes the ids of commits.</summary>
internal static class CommitId
{
    private const int Sha1Length = 40;
    private const int Sha256Length = 64;

    /// <summary>The number of digits from which an abbreviated id identifies a commit. Bitbucket has 12.</summary>
    private const int MinAbbreviatedLength = 7;

    /// <summary>Returns a complete id, or <c>null</c> if the text is another one.</summary>
    public static string? Parse(string? text) => text?.Length is Sha1Length or Sha256Length && IsHexadecimal(text) ? text : null;

    /// <summary>Whether a text is the beginning of an id.</summary>
    public static bool IsAbbreviated(string text) => text.Length is >= MinAbbreviatedLength and < Sha1Length && IsHexadecimal(text);

    /// <summary>All zeros stand for no commit.</summary>
    private static bool IsHexadecimal(string text) => text.All(char.IsAsciiHexDigit) && text.Any(digit => digit is not '0');
}
