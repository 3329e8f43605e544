namespace SpiceDeployments.Tool.Output;

/// <summary>Hints in a terminal.</summary>
internal static class HintText
{
    /// <summary>
    /// Returns the lines of a hint. One that is longer than the terminal is wrapped between words, and its command is a line of its own: a terminal that wraps the
    /// line copies it as one, which line breaks in the command would prevent.
    /// </summary>
    /// <param name="hint">The hint, in one line.</param>
    /// <param name="program">The words with which a command begins.</param>
    /// <param name="width">The width of the terminal.</param>
    public static IEnumerable<string> Wrap(string hint, string program, int width)
    {
        if (hint.Length <= width)
        {
            return [hint];
        }

        int command = hint.IndexOf($" {program} ", StringComparison.Ordinal);
        return command < 0 ? WrapWords(hint, width) : [.. WrapWords(hint[..command], width), hint[(command + 1)..]];
    }

    private static List<string> WrapWords(string text, int width)
    {
        var lines = new List<string>();
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines is [.., var last] && last.Length + 1 + word.Length <= width)
            {
                lines[^1] = $"{last} {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }
}
