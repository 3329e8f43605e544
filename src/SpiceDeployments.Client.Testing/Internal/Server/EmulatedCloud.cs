using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Deployments;
using SpiceDeployments.Client.Testing.Internal.Endpoints;
using SpiceDeployments.Client.Testing.Internal.Requests;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Server;

/// <summary>The state of an emulator from its start, or from a reset, and the pipeline that processes the requests on it.</summary>
internal sealed class EmulatedCloud : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public EmulatedCloud(SpiceCloudEmulatorOptions options, FaultInjector faults)
    {
        Apps = new AppStore(new EmulatorState(options), options.ReactivatesDeletedApps);
        Tokens = new TokenRegistry(options.TimeProvider, options.TokenLifetime, options.EffectiveTokenLifetime);
        Requests = new RequestLog(options.TimeProvider, options.MaxRecordedRequests);
        Pipeline = MiddlewarePipeline.Create(options, EmulatorRoutes.Create(options, Apps, Tokens), Tokens, Requests, faults, _stopping.Token);
    }

    public AppStore Apps { get; }

    public TokenRegistry Tokens { get; }

    public RequestLog Requests { get; }

    public RequestDelegate Pipeline { get; }

    /// <summary>Aborts the requests that hang because of a fault rule. Further calls do nothing.</summary>
    public async ValueTask DisposeAsync() => await _stopping.CancelAsync().ConfigureAwait(false);
}
