namespace ListDeployments;

/// <summary>Text that other people wrote, such as a commit message, without the characters that steer a terminal.</summary>
internal static class PrintableText
{
    public static string Of(string text) => string.Concat(text.Select(character => char.IsControl(character) && character is not '\n' ? ' ' : character));
}
