using System.Text;

namespace SpiceDeployments.Tool;

/// <summary>Writes to a standard stream, and continues without it if the terminal or the reader of the pipe has ended: the command must not end with it.</summary>
internal sealed class ConsoleWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Ignore(() => inner.Write(value));

    public override void Write(string? value) => Ignore(() => inner.Write(value));

    public override void WriteLine(string? value) => Ignore(() => inner.WriteLine(value));

    public override void Flush() => Ignore(inner.Flush);

    private static void Ignore(Action write)
    {
        try
        {
            write();
        }
        catch (IOException)
        {
            // Nobody reads the stream.
        }
    }
}
