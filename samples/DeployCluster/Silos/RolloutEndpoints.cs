using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;

namespace DeployCluster.Silos;

/// <summary>The routes of rollouts: <see cref="IRolloutClient"/> as in one process.</summary>
internal static class RolloutEndpoints
{
    private static readonly PollingOptions FastPolling = new() { InitialDelay = TimeSpan.FromSeconds(0.25), MaxDelay = TimeSpan.FromSeconds(1) };

    public static async Task<RolloutView> StartAsync(string id, long[] apps, IRolloutClient client)
    {
        var request = new RolloutRequest
        {
            Targets = [.. apps.Select(app => new RolloutTarget { AppId = app, Request = new CreateDeploymentRequest { ImageTag = "2.4.0" } })],
            Deploy = new DeployOptions { Polling = FastPolling }, // The deployments of the emulator take seconds.
        };
        return RolloutView.Create(await client.StartAsync(id, request, CancellationToken.None));
    }

    public static async Task<RolloutView> GetAsync(string id, IRolloutClient client, CancellationToken cancellationToken) =>
        RolloutView.Create(await client.GetAsync(id, cancellationToken));

    /// <summary>Streams the events until the rollout has completed, whichever silo runs it.</summary>
    public static async Task<ServerSentEventsResult<EventView>> WatchAsync(string id, IRolloutClient client, CancellationToken cancellationToken)
    {
        await client.GetAsync(id, cancellationToken);
        return TypedResults.ServerSentEvents(StreamAsync(id, client, cancellationToken));
    }

    /// <summary>Returns the port of the silo that runs the rollout, or <c>null</c>. For the demo, which kills that silo.</summary>
    public static async Task<int?> GetSiloAsync(string id, IGrainFactory grains)
    {
        IAddressable rollout = grains.GetGrain(GrainId.Create("spicerollout", id));
        SiloAddress? silo = await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(rollout);
        return silo?.Endpoint.Port;
    }

    private static async IAsyncEnumerable<SseItem<EventView>> StreamAsync(string id, IRolloutClient client, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (RolloutEvent next in client.WatchAsync(id, cancellationToken))
        {
            yield return new SseItem<EventView>(EventView.Create(next));
        }
    }
}
