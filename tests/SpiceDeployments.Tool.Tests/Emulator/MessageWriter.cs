using System.Text;
using System.Threading.Channels;

namespace SpiceDeployments.Tool.Tests.Emulator;

/// <summary>Receives what a running command writes, a text for each call.</summary>
internal sealed class MessageWriter : TextWriter
{
    private readonly Channel<string> _messages = Channel.CreateUnbounded<string>();

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value) => _messages.Writer.TryWrite(value ?? "");

    /// <summary>Returns the next message.</summary>
    public Task<string> ReadAsync() => _messages.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

    /// <summary>Returns the messages that were not read.</summary>
    public IReadOnlyList<string> ReadAll()
    {
        var messages = new List<string>();
        while (_messages.Reader.TryRead(out string? message))
        {
            messages.Add(message);
        }

        return messages;
    }
}
