using System.Text;

namespace SpiceDeployments.Tool.Output;

/// <summary>Texts in Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>Cleans a text, and escapes what Markdown and HTML would interpret.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char character in OutputText.Clean(text))
        {
            escaped.Append(character switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '@' => "&#64;", // Would notify a user of the CI system.
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' => $"\\{character}",
                _ => character.ToString(),
            });
        }

        return escaped.ToString();
    }
}
