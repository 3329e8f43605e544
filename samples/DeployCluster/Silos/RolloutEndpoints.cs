using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;

namespace DeployCluster.Silos;

/// <summary>The routes of rollouts: <see cref="IRolloutClient"/> as in one process.</summary>
internal static class RolloutEndpoints
{
    public static async Task<RolloutView> StartAsync(string id, RolloutBody body, IRolloutClient client, IOptions<DeploymentsClientOptions> options)
    {
        var request = new RolloutRequest
        {
            Targets = [.. body.Apps.Select(app => new RolloutTarget { AppId = app, Request = new CreateDeploymentRequest { ImageTag = body.ImageTag } })],
            Deploy = new DeployOptions { Polling = options.Value.Polling }, // Is stored, so that each silo polls alike.
        };
        return RolloutView.Create(await client.StartAsync(id, request, CancellationToken.None));
    }

    public static async Task<RolloutView> GetAsync(string id, IRolloutClient client, CancellationToken cancellationToken) =>
        RolloutView.Create(await client.GetAsync(id, cancellationToken));

    /// <summary>Streams the events until the rollout has completed, whichever silo runs it.</summary>
    public static async Task<ServerSentEventsResult<EventView>> WatchAsync(string id, IRolloutClient client, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        await client.GetAsync(id, cancellationToken); // An unknown rollout is a problem with a status code.
        return TypedResults.ServerSentEvents(StreamAsync(id, client, lifetime.ApplicationStopping, cancellationToken));
    }

    /// <summary>A replica that stops ends its streams first, so that the silo has the time to stop normally. A browser then reconnects, to another replica.</summary>
    private static async IAsyncEnumerable<SseItem<EventView>> StreamAsync(
        string id, IRolloutClient client, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await using IAsyncEnumerator<RolloutEvent> events = client.WatchAsync(id, stop.Token).GetAsyncEnumerator(stop.Token);
        while (await GetNextAsync(events, stop.Token) is { } next)
        {
            yield return new SseItem<EventView>(EventView.Create(next));
        }
    }

    private static async Task<RolloutEvent?> GetNextAsync(IAsyncEnumerator<RolloutEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync() ? events.Current : null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
