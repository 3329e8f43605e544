namespace DeployWorker;

/// <summary>Texts of the service as a part of one log line.</summary>
internal static class SingleLine
{
    /// <summary>Replaces the characters that control a terminal or start a line, on which a build server may find a command.</summary>
    public static string From(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
