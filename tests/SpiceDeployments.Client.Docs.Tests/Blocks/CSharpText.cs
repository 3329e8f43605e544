namespace SpiceDeployments.Client.Docs.Tests.Blocks;

/// <summary>Compares C# texts line by line, regardless of indentation.</summary>
internal static class CSharpText
{
    /// <summary>
    /// Whether a source file contains every line of a block, in the same order and without gaps. The using directives of the block, which are at
    /// the top of a source file, may be anywhere in the file.
    /// </summary>
    public static bool Contains(string source, string block)
    {
        List<string> lines = Lines(source);
        List<string> wanted = Lines(block);
        string[] directives = [.. wanted.TakeWhile(line => IsDirective(line) || line.Length is 0).Where(line => line.Length > 0)];
        string[] code = [.. wanted.SkipWhile(line => IsDirective(line) || line.Length is 0)];
        return directives.All(lines.Contains)
            && Enumerable.Range(0, lines.Count).Any(start => lines.Skip(start).Take(code.Length).SequenceEqual(code, StringComparer.Ordinal));
    }

    private static bool IsDirective(string line) => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal);

    private static List<string> Lines(string text) => [.. text.Trim('\uFEFF', '\r', '\n').ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())];
}
