namespace SpiceDeployments.Client.Internal.Http;

/// <summary>Checks the values of headers that come from options.</summary>
internal static class HeaderValidation
{
    /// <summary>Whether a text can follow <c>Bearer</c>: one or more visible ASCII characters.</summary>
    public static bool IsValidToken(string text) => text.Length > 0 && text.All(character => character is > ' ' and <= '~');

    /// <summary>Whether a text consists of printable ASCII characters.</summary>
    public static bool IsValidText(string text) => text.All(IsPrintable);

    /// <summary>Whether a text can be part of <c>User-Agent</c>.</summary>
    public static bool IsValidUserAgent(string text)
    {
        using var request = new HttpRequestMessage();
        return IsValidText(text) && request.Headers.UserAgent.TryParseAdd(text);
    }

    /// <summary>Replaces every character that is not printable ASCII, so that a message stays readable.</summary>
    public static string ToPrintable(string text) => string.Concat(text.Select(character => IsPrintable(character) ? character : '?'));

    private static bool IsPrintable(char character) => character is >= ' ' and <= '~';
}
