namespace DeployAndWait.Display;

/// <summary>Writes a Git commit on one line: 9f2c4e7 (main) Answer questions about open orders.</summary>
internal static class CommitText
{
    private const int ShortShaLength = 7;

    /// <summary>What is known of the commit, or null when nothing is.</summary>
    public static string? Of(string? branch, string? sha, string? message)
    {
        string?[] parts = [Short(sha), branch is null ? null : $"({branch})", message];
        string text = string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
        return text.Length is 0 ? null : PrintableText.Of(text);
    }

    private static string? Short(string? sha) => sha is { Length: > ShortShaLength } ? sha[..ShortShaLength] : sha;
}
