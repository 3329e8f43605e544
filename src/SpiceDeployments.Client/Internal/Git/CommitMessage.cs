namespace SpiceDeployments.Client.Internal.Git;

/// <summary>Shortens the messages of commits.</summary>
internal static class CommitMessage
{
    private const int MaxLength = 500;

    /// <summary>Returns the first line that is not blank, at most 500 characters of it, or <c>null</c> if there is none.</summary>
    public static string? GetFirstLine(string? message)
    {
        string start = message?.TrimStart() ?? "";
        int end = start.AsSpan().IndexOfAny('\r', '\n');
        string line = Truncate(end < 0 ? start : start[..end]).TrimEnd();
        return line is "" ? null : line;
    }

    private static string Truncate(string line)
    {
        if (line.Length <= MaxLength)
        {
            return line;
        }

        return line[..(char.IsHighSurrogate(line[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
    }
}
