using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;

namespace DeployWebhook;

/// <summary>The routes of rollouts. A rollout continues when its caller disconnects, and when this program is restarted.</summary>
internal static class RolloutEndpoints
{
    public static async Task<Accepted<RolloutView>> StartAsync(RolloutBody body, IRolloutClient client)
    {
        var request = new RolloutRequest
        {
            Targets = [.. body.Apps.Select(app => new RolloutTarget { AppId = app, Request = new CreateDeploymentRequest { Branch = body.Branch } })],
            WaveSizes = [1],
            Deploy = new DeployOptions { Polling = new PollingOptions { InitialDelay = TimeSpan.FromSeconds(1) } }, // A person is watching.
        };
        Rollout rollout = await client.StartAsync(body.Id, request, CancellationToken.None);
        return TypedResults.Accepted($"/rollouts/{rollout.Id}", RolloutView.Create(rollout));
    }

    public static async Task<RolloutView> GetAsync(string id, IRolloutClient client, CancellationToken cancellationToken) =>
        RolloutView.Create(await client.GetAsync(id, cancellationToken));

    /// <summary>Streams the rollout, now and after each event, until it has completed.</summary>
    public static async Task<ServerSentEventsResult<RolloutView>> WatchAsync(string id, IRolloutClient client, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        await client.GetAsync(id, cancellationToken); // An unknown rollout is a problem with a status code.
        return TypedResults.ServerSentEvents(StreamAsync(id, client, lifetime.ApplicationStopping, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<RolloutView>> StreamAsync(
        string id, IRolloutClient client, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await using IAsyncEnumerator<RolloutEvent> events = client.WatchAsync(id, stop.Token).GetAsyncEnumerator(stop.Token);
        while (await GetNextAsync(id, client, events, stop.Token) is { } rollout)
        {
            yield return new SseItem<RolloutView>(RolloutView.Create(rollout), rollout.IsCompleted ? "completed" : "change");
            if (rollout.IsCompleted)
            {
                yield break;
            }
        }
    }

    /// <summary>Returns the rollout after its next event, or <c>null</c> when this program stops or the caller disconnects. A browser reconnects then.</summary>
    private static async Task<Rollout?> GetNextAsync(string id, IRolloutClient client, IAsyncEnumerator<RolloutEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync() ? await client.GetAsync(id, cancellationToken) : null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
