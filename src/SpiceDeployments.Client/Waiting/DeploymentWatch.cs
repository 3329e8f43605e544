using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SpiceDeployments.Client.Waiting;

/// <summary>A wait as a sequence: what its looks see, without the repetitions.</summary>
internal sealed class DeploymentWatch : IProgress<DeploymentProgress>
{
    private readonly Channel<Deployment> _seen = Channel.CreateUnbounded<Deployment>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    public static async IAsyncEnumerable<Deployment> RunAsync(
        DeploymentPoller poller, long appId, long deploymentId, PollingOptions polling, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watch = new DeploymentWatch();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task waiting = watch.WaitAsync(poller, appId, deploymentId, polling, stop.Token);
        try
        {
            Deployment? previous = null;
            await foreach (Deployment deployment in watch._seen.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                if (deployment != previous)
                {
                    previous = deployment;
                    yield return deployment;
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await waiting.ConfigureAwait(false);
        }
    }

    public void Report(DeploymentProgress value) => _seen.Writer.TryWrite(value.Deployment);

    /// <summary>Never throws: how the wait ends goes to the reader, behind everything that was seen.</summary>
    private async Task WaitAsync(DeploymentPoller poller, long appId, long deploymentId, PollingOptions polling, CancellationToken cancellationToken)
    {
        Exception? end = null;
        try
        {
            await poller.WaitAsync(appId, deploymentId, polling, progress: this, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            end = exception;
        }

        _seen.Writer.Complete(end);
    }
}
