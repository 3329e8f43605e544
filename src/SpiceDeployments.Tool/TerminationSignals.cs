using System.Runtime.InteropServices;

namespace SpiceDeployments.Tool;

/// <summary>Cancels a token at the first Ctrl+C, SIGTERM or SIGHUP, so that the command writes how to resume. A second Ctrl+C or SIGTERM ends the process at once.</summary>
internal sealed class TerminationSignals : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly CancellationTokenSource _cancellation = new();
    private readonly PosixSignalRegistration[] _registrations;

    public TerminationSignals() => _registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, Handle))];

    public CancellationToken Token => _cancellation.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _cancellation.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        // A terminal that is closed sends SIGHUP, and its shell sends another one.
        if (!_cancellation.IsCancellationRequested || context.Signal is PosixSignal.SIGHUP)
        {
            context.Cancel = true;
            _cancellation.Cancel();
        }
    }
}
