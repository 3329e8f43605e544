namespace SpiceDeployments.Tool.Commands;

/// <summary>Reads the files that arguments name.</summary>
internal static class InputFile
{
    private const int MaxLength = 16 * 1024 * 1024;

    /// <exception cref="UsageException">The file cannot be read, or is empty.</exception>
    public static string ReadText(FileInfo file)
    {
        try
        {
            using StreamReader reader = file.OpenText();
            char[] buffer = new char[MaxLength + 1];
            int length = reader.ReadBlock(buffer);
            return length > MaxLength ? throw new UsageException($"The file {file} has more than {MaxLength} characters.")
                : string.IsNullOrWhiteSpace(new string(buffer, 0, length)) ? throw new UsageException($"The file {file} is empty.")
                : new string(buffer, 0, length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {file} cannot be read: {exception.Message}", exception);
        }
    }
}
