using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Tests.Infrastructure;

/// <summary>Interrupts a command while it sends a request, as Ctrl+C does.</summary>
/// <param name="request">A part of the line that the emulator writes for the request, such as <c>POST /v1/apps/42</c>.</param>
/// <param name="count">Which of the requests.</param>
internal sealed class Interruption(string request, int count = 1) : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private int _requests;

    public CancellationToken Token => _cancellation.Token;

    /// <summary>Makes the emulator report its requests.</summary>
    public void Observe(SpiceCloudEmulatorOptions options) => options.Output = line =>
    {
        if (line.Contains(request, StringComparison.Ordinal) && ++_requests == count)
        {
            _cancellation.Cancel();
        }
    };

    public void Dispose() => _cancellation.Dispose();
}
