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
    public static async Task<ServerSentEventsResult<EventView>> WatchAsync(
        string id, IRolloutClient client, IHostApplicationLifetime lifetime, HttpContext context, CancellationToken cancellationToken)
    {
        await client.GetAsync(id, cancellationToken); // An unknown rollout is a problem with a status code.
        return TypedResults.ServerSentEvents(StreamAsync(id, client, lifetime, context, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<EventView>> StreamAsync(
        string id, IRolloutClient client, IHostApplicationLifetime lifetime, HttpContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A replica that stops would wait for its streams until no time is left in which the silo can stop normally. The callers continue on another replica.
        using CancellationTokenRegistration stop = lifetime.ApplicationStopping.Register(context.Abort);
        await foreach (RolloutEvent next in client.WatchAsync(id, cancellationToken))
        {
            yield return new SseItem<EventView>(EventView.Create(next));
        }
    }
}
