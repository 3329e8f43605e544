using System.Diagnostics.CodeAnalysis;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>What may stand in the headers that users' settings go into.</summary>
internal static class HeaderValues
{
    /// <summary>Whether a text can be sent after <c>Bearer</c>: visible ASCII without spaces.</summary>
    public static bool IsToken(string? text) => text is null || text.All(character => character is > ' ' and <= '~');

    /// <summary>Whether a text can be sent as a header: printable ASCII. Null can: it is not sent.</summary>
    public static bool IsText(string? text) => text is null || text.All(character => character is >= ' ' and <= '~');

    /// <summary>Whether a text can be sent as part of <c>User-Agent</c>. Blank can: it is not sent.</summary>
    public static bool IsUserAgent([NotNullWhen(false)] string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        using var request = new HttpRequestMessage();
        return IsText(text) && request.Headers.UserAgent.TryParseAdd(text);
    }

    /// <summary>A text with every character that is not printable ASCII replaced, so that it cannot break a message.</summary>
    public static string Printable(string text) =>
        string.Concat(text.Select(character => character is >= ' ' and <= '~' ? character : '?'));
}
