namespace SpiceDeployments.Tool.Commands;

/// <summary>Words of a command line that people copy from a hint.</summary>
internal static class ShellText
{
    /// <summary>Returns the word in single quotes if a POSIX shell would interpret it.</summary>
    public static string Quote(string word) =>
        word.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '.' or '-' or '_' or ':') ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
