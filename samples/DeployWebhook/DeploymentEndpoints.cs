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
    public static async Task<ServerSentEventsResult<Deployment>> WatchAsync(long app, long id, IDeploymentsClient client, CancellationToken cancellationToken)
    {
        await client.GetAsync(app, id, cancellationToken);
        return TypedResults.ServerSentEvents(EventsAsync(app, id, client, cancellationToken));
    }

    /// <summary>A last event says that there will be no more: without it a browser connects again.</summary>
    private static async IAsyncEnumerable<SseItem<Deployment>> EventsAsync(
        long app, long id, IDeploymentsClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Deployment? last = null;
        await foreach (Deployment deployment in client.WatchAsync(app, id, cancellationToken: cancellationToken))
        {
            last = deployment;
            yield return new SseItem<Deployment>(deployment, "change");
        }

        if (last is not null)
        {
            yield return new SseItem<Deployment>(last, "end");
        }
    }
}
