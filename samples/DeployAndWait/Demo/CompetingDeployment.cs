using SpiceDeployments.Client.Testing;

namespace DeployAndWait.Demo;

/// <summary>A deployment that somebody else created. It completes shortly after the client has been rejected because of it.</summary>
internal sealed class CompetingDeployment : IAsyncDisposable
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TimeToComplete = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly EmulatedDeployment _deployment;
    private readonly Task _completing;

    private CompetingDeployment(SpiceCloudEmulator emulator, EmulatedDeployment deployment)
    {
        _deployment = deployment;
        _completing = CompleteAfterConflictAsync(emulator, _stop.Token);
    }

    public long Id => _deployment.Id;

    public static CompetingDeployment Start(SpiceCloudEmulator emulator, EmulatedApp app) =>
        new(emulator, app.StartDeployment("portal", new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(0.5)).NeverCompletes()));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _completing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task CompleteAfterConflictAsync(SpiceCloudEmulator emulator, CancellationToken cancellationToken)
    {
        while (!emulator.Requests.Any(request => request is { Method: "GET", StatusCode: not null })) // The first GET asks which deployment is active.
        {
            await Task.Delay(CheckInterval, cancellationToken);
        }

        await Task.Delay(TimeToComplete, cancellationToken);
        _deployment.CompleteSuccessfully();
    }
}
