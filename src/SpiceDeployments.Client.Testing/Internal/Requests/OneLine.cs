namespace SpiceDeployments.Client.Testing.Internal.Requests;

/// <summary>A text of any kind, such as a body, in one line that is not too long.</summary>
internal static class OneLine
{
    public const int MaxLength = 120;

    public static string Of(string text)
    {
        string[] words = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string line = string.Join(' ', words);
        return line.Length <= MaxLength ? line : Cut(line) + "…";
    }

    private static string Cut(string line) => line[..(char.IsHighSurrogate(line[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
}
