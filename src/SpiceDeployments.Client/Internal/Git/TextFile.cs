using System.Security;

namespace SpiceDeployments.Client.Internal.Git;

/// <summary>Reads files that may be missing, unreadable or too large.</summary>
internal static class TextFile
{
    /// <summary>Returns the text of a file, or <c>null</c> if the file cannot be read or has more bytes.</summary>
    public static string? Read(string? path, long maxBytes)
    {
        try
        {
            return path is not null && new FileInfo(path) is { Exists: true } file && file.Length <= maxBytes ? File.ReadAllText(path) : null;
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            return null;
        }
    }

    /// <summary>Whether the exception reports that a path is invalid or not accessible.</summary>
    public static bool IsExpected(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or SecurityException;
}
