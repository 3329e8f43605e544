namespace SpiceDeployments.Tool.Commands;

/// <summary>Reads the files that arguments name.</summary>
internal static class InputFile
{
    /// <exception cref="UsageException">The file cannot be read, or is empty.</exception>
    public static string ReadText(FileInfo file)
    {
        try
        {
            string text = File.ReadAllText(file.FullName);
            return string.IsNullOrWhiteSpace(text) ? throw new UsageException($"The file {file} is empty.") : text;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {file} cannot be read: {exception.Message}", exception);
        }
    }
}
