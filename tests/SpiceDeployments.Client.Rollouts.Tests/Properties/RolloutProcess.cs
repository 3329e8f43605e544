using Microsoft.Extensions.Logging.Abstractions;
using SpiceDeployments.Client.Rollouts.Internal;

namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>
/// A process of a scenario: a client of rollouts whose operations on the store and on the network stop at a crash. From then on, no operation takes effect or
/// completes, as in a process that was killed.
/// </summary>
internal sealed class RolloutProcess : IAsyncDisposable
{
    private readonly ScenarioCrash? _crash;
    private readonly ScenarioRecorder _recorder;
    private readonly DeploymentsClient _client;
    private readonly CancellationTokenSource _disposing = new();
    private readonly TaskCompletionSource _crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly List<Task> _effects = [];
    private Task<Rollout>? _completion;
    private int _operations;

    public RolloutProcess(ScenarioRecorder recorder, ScenarioCrash? crash)
    {
        _crash = crash;
        _recorder = recorder;
        _client = new DeploymentsClient(new DeploymentsClientOptions
        {
            BaseAddress = recorder.Cloud.BaseAddress,
            AccessToken = recorder.Cloud.AccessToken,
            TimeProvider = recorder.Clock,
            PrimaryHandler = () => new ProcessHandler(this, recorder),
        });
        var clients = new SpiceClients(_client, _client);
        Rollouts = new RolloutClient(
            new ProcessStore(this, recorder), _ => clients, name => name is ScenarioGate.Name ? recorder.Gate : null, recorder.Clock, NullLogger.Instance, turns: null);
    }

    public RolloutClient Rollouts { get; }

    /// <summary>Completes when the process has crashed.</summary>
    public Task Crashed => _crashed.Task;

    public bool HasCrashed => _crashed.Task.IsCompleted;

    /// <summary>Canceled when nobody waits for the process any more.</summary>
    public CancellationToken Disposing => _disposing.Token;

    /// <summary>Runs an operation on the store or the network, unless the process has crashed or crashes before it. Does not complete if the process crashes meanwhile.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> operation, CancellationToken cancellationToken)
    {
        (Task<T>? effect, bool crashes) = Begin(operation);
        if (effect is null)
        {
            return await NeverAsync<T>(cancellationToken);
        }

        T result;
        try
        {
            result = await effect.WaitAsync(cancellationToken);
        }
        catch when (crashes || HasCrashed)
        {
            _crashed.TrySetResult();
            return await NeverAsync<T>(cancellationToken);
        }

        if (crashes)
        {
            _crashed.TrySetResult();
        }

        return HasCrashed ? await NeverAsync<T>(cancellationToken) : result;
    }

    /// <summary>Waits until the rollout has completed, or does not run any more. Calls share the wait as long as it lasts.</summary>
    public Task<Rollout> WaitForCompletionAsync()
    {
        if (_completion is null or { IsCompleted: true })
        {
            _completion = Rollouts.WaitForCompletionAsync(ScenarioRecorder.RolloutId, progress: null, _disposing.Token);
        }

        return _completion;
    }

    /// <summary>Ends the process. Waits for the operations that have begun, so that they do not take effect while the next process runs.</summary>
    public async ValueTask DisposeAsync()
    {
        _crashed.TrySetResult();
        await _disposing.CancelAsync();
        await ((Task?)_completion ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Rollouts.DisposeAsync();
        Task[] effects;
        lock (_lock)
        {
            effects = [.. _effects];
        }

        await Task.WhenAll(effects).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _disposing.Dispose();
    }

    /// <summary>Begins the operation. Returns <c>null</c> if the process has crashed.</summary>
    private (Task<T>? Effect, bool Crashes) Begin<T>(Func<Task<T>> operation)
    {
        lock (_lock)
        {
            bool crashes = ++_operations == _crash?.Operation;
            if (HasCrashed || !_recorder.CountOperation() || (crashes && _crash is { AfterEffect: false }))
            {
                _crashed.TrySetResult();
                return (null, true);
            }

            _effects.RemoveAll(effect => effect.IsCompleted);
            Task<T> begun = operation();
            _effects.Add(begun);
            return (begun, crashes);
        }
    }

    private static Task<T> NeverAsync<T>(CancellationToken cancellationToken) => new TaskCompletionSource<T>().Task.WaitAsync(cancellationToken);
}
