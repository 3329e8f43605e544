using System.Text;

namespace SpiceDeployments.Tool;

/// <summary>Writes to a standard stream, and continues without it if the terminal or the reader of the pipe has ended, the stream is closed or the disk is full: a deployment must not end with it.</summary>
internal sealed class ConsoleWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Whether a text could not be written.</summary>
    public bool IsIncomplete { get; private set; }

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            IsIncomplete = true;
        }
    }
}
