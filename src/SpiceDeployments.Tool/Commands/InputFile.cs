using System.Text;

namespace SpiceDeployments.Tool.Commands;

/// <summary>Reads the files that arguments name.</summary>
internal static class InputFile
{
    private const int MaxLength = 16 * 1024 * 1024;
    private const int BufferLength = 4096;

    /// <exception cref="UsageException">The file cannot be read, or is empty.</exception>
    public static string ReadText(FileInfo file)
    {
        try
        {
            string text = Read(file);
            return string.IsNullOrWhiteSpace(text) ? throw new UsageException($"The file {file} is empty.") : text;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {file} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a file of unknown length, such as a pipe.</summary>
    private static string Read(FileInfo file)
    {
        using StreamReader reader = file.OpenText();
        var text = new StringBuilder();
        char[] buffer = new char[BufferLength];
        while (reader.ReadBlock(buffer) is > 0 and var length)
        {
            text.Append(buffer, 0, length);
            if (text.Length > MaxLength)
            {
                throw new UsageException($"The file {file} has more than {MaxLength} characters.");
            }
        }

        return text.ToString();
    }
}
