using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>A wait as a sequence: what its looks see, without the repetitions.</summary>
internal sealed class DeploymentWatch : IProgress<DeploymentProgress>
{
    private readonly Channel<Deployment> _seen = Channel.CreateUnbounded<Deployment>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    public static async IAsyncEnumerable<Deployment> RunAsync(
        DeploymentPoller poller, long appId, long deploymentId, PollingOptions polling, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watch = new DeploymentWatch();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task waiting = watch.WaitAsync(poller.WaitAsync(appId, deploymentId, polling, watch, stop.Token), cancellationToken);
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
    private async Task WaitAsync(Task<Deployment> wait, CancellationToken caller)
    {
        Exception? end = null;
        try
        {
            await wait.ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (caller.IsCancellationRequested)
        {
            end = new OperationCanceledException(exception.Message, exception, caller);
        }
        catch (Exception exception)
        {
            end = exception;
        }

        _seen.Writer.Complete(end);
    }
}
