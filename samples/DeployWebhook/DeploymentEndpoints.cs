using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using SpiceDeployments.Client;

namespace DeployWebhook;

/// <summary>The routes. <see cref="ProblemHandler"/> turns the exceptions that they throw into responses.</summary>
internal static class DeploymentEndpoints
{
    /// <summary>Creates a deployment. The create continues if the caller disconnects, because cancellation would leave its outcome unknown.</summary>
    public static async Task<Accepted<Deployment>> CreateAsync(CreateRequest body, IDeploymentsClient client)
    {
        var request = new CreateDeploymentRequest
        {
            Branch = body.Branch,
            CommitSha = body.CommitSha,
            CommitMessage = body.CommitMessage,
            ImageTag = body.ImageTag,
            Replicas = body.Replicas,
        };
        Deployment created = await client.CreateAsync(body.App, request, cancellationToken: CancellationToken.None);
        return TypedResults.Accepted($"/deployments/{body.App}/{created.Id}", created);
    }

    public static Task<Deployment> GetAsync(long app, long id, IDeploymentsClient client, CancellationToken cancellationToken) =>
        client.GetAsync(app, id, cancellationToken);

    /// <summary>Streams the changes of a deployment. The get reports an unknown deployment before the stream starts, as a problem with a status code.</summary>
    public static async Task<ServerSentEventsResult<object>> WatchAsync(
        long app, long id, IDeploymentsClient client, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        await client.GetAsync(app, id, cancellationToken);
        return TypedResults.ServerSentEvents(StreamAsync(app, id, client, lifetime.ApplicationStopping, cancellationToken));
    }

    /// <summary>
    /// Each change, then one event that marks the stream as complete. A browser reconnects to a stream without it, as it should when this program
    /// restarts.
    /// </summary>
    private static async IAsyncEnumerable<SseItem<object>> StreamAsync(
        long app, long id, IDeploymentsClient client, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await using IAsyncEnumerator<Deployment> changes = client.WatchAsync(app, id, cancellationToken: stop.Token).GetAsyncEnumerator(stop.Token);
        object? data = null;
        string eventType = "change";
        while (eventType is "change")
        {
            try
            {
                if (await changes.MoveNextAsync())
                {
                    data = changes.Current;
                }
                else
                {
                    eventType = "completed"; // With the last change.
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                yield break;
            }
            catch (SpiceException exception)
            {
                (eventType, data) = ("problem", exception.Message);
            }

            yield return new SseItem<object>(data!, eventType);
        }
    }
}
