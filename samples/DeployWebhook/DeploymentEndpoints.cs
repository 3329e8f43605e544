using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using SpiceDeployments.Client;

namespace DeployWebhook;

/// <summary>What the routes do. Everything that goes wrong is thrown, and <see cref="ProblemHandler"/> tells it.</summary>
internal static class DeploymentEndpoints
{
    /// <summary>Creates the deployment, which then goes on by itself. A caller that hangs up does not cancel it: that would leave open whether it exists.</summary>
    public static async Task<Accepted<Deployment>> StartAsync(StartRequest body, IDeploymentsClient client)
    {
        var request = new CreateDeploymentRequest
        {
            Branch = body.Branch,
            CommitSha = body.CommitSha,
            CommitMessage = body.CommitMessage,
            ImageTag = body.ImageTag,
            Replicas = body.Replicas,
        };
        Deployment created = await client.CreateAsync(body.App, request, CancellationToken.None);
        return TypedResults.Accepted($"/deployments/{body.App}/{created.Id}", created);
    }

    public static Task<Deployment> GetAsync(long app, long id, IDeploymentsClient client, CancellationToken cancellationToken) =>
        client.GetAsync(app, id, cancellationToken);

    /// <summary>Streams each change. The look before it makes a deployment that is not there a problem, while the answer can still be one.</summary>
    public static async Task<ServerSentEventsResult<object>> WatchAsync(
        long app, long id, IDeploymentsClient client, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        await client.GetAsync(app, id, cancellationToken);
        return TypedResults.ServerSentEvents(EventsAsync(app, id, client, lifetime.ApplicationStopping, cancellationToken));
    }

    /// <summary>
    /// Each change, and then one event that says that there will be no more: without it a browser connects again, as it shall when this program stops.
    /// </summary>
    private static async IAsyncEnumerable<SseItem<object>> EventsAsync(
        long app, long id, IDeploymentsClient client, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await using IAsyncEnumerator<Deployment> changes = client.WatchAsync(app, id, cancellationToken: stop.Token).GetAsyncEnumerator(stop.Token);
        Deployment? last = null;
        string? problem = null;
        while (true)
        {
            try
            {
                if (!await changes.MoveNextAsync())
                {
                    break;
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                yield break;
            }
            catch (Exception exception) when (exception is SpiceApiException or DeploymentTimeoutException)
            {
                problem = exception.Message;
                break;
            }

            last = Shown(changes.Current);
            yield return new SseItem<object>(last, "change");
        }

        yield return problem is null ? new SseItem<object>(last!, "end") : new SseItem<object>(problem, "problem");
    }

    /// <summary>The service goes on calling a deployment <c>created</c> when a newer one has replaced it; the client knows better.</summary>
    private static Deployment Shown(Deployment deployment) =>
        deployment.Status is DeploymentStatus.Superseded ? deployment with { RawStatus = "superseded" } : deployment;
}
