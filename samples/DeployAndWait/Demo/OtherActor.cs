using SpiceDeployments.Client.Testing;

namespace DeployAndWait.Demo;

/// <summary>Somebody else, whose deployment is in the way until the client has been refused and has looked why.</summary>
internal sealed class OtherActor : IAsyncDisposable
{
    private static readonly TimeSpan TimeToFinish = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TimeBetweenChecks = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _acting;

    public OtherActor(SpiceCloudEmulator emulator, EmulatedApp app)
    {
        Deployment = app.StartDeployment("portal", new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(0.5)).NeverCompletes());
        _acting = FinishOnceNoticedAsync(emulator, _stop.Token);
    }

    public EmulatedDeployment Deployment { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _acting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task FinishOnceNoticedAsync(SpiceCloudEmulator emulator, CancellationToken cancellationToken)
    {
        // The client's first request is the create that is refused; its first GET looks who is in the way.
        while (!emulator.Requests.Any(request => request is { Method: "GET", StatusCode: not null }))
        {
            await Task.Delay(TimeBetweenChecks, cancellationToken);
        }

        await Task.Delay(TimeToFinish, cancellationToken);
        Deployment.CompleteSuccessfully();
    }
}
