using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>Runs one scenario against an emulator of its own: process after process, until the rollout has completed and every command was called.</summary>
internal sealed class ScenarioRunner : IAsyncDisposable
{
    /// <summary>Longer than any scenario takes. Only a scenario that hangs reaches this time.</summary>
    private static readonly TimeSpan HangTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Longer than any deployment and any late request takes.</summary>
    private static readonly TimeSpan SettlingTime = TimeSpan.FromMinutes(5);

    private readonly RolloutScenario _scenario;
    private readonly RolloutRequest _request;
    private readonly ScenarioRecorder _recorder;
    private readonly Queue<ScenarioCommand> _commands;
    private Rollout? _result;

    private ScenarioRunner(RolloutScenario scenario, SpiceCloudEmulator cloud, AutoAdvancingTimeProvider clock)
    {
        _scenario = scenario;
        _request = scenario.CreateRequest();
        _recorder = new ScenarioRecorder(scenario, cloud, clock);
        _commands = new Queue<ScenarioCommand>(scenario.Commands);
        for (int id = 1; id <= scenario.Apps.Length; id++)
        {
            scenario.Apps[id - 1].AddTo(cloud, id);
        }

        foreach (ScenarioFault fault in scenario.Faults)
        {
            fault.AddTo(cloud.Faults);
        }
    }

    /// <summary>Runs the scenario.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">The scenario has violated an invariant.</exception>
    public static async Task<ScenarioResult> RunAsync(RolloutScenario scenario)
    {
        var clock = new AutoAdvancingTimeProvider();
        var options = new SpiceCloudEmulatorOptions
        {
            TimeProvider = clock,
            MaxConcurrentDeployments = scenario.MaxConcurrentDeployments,
            ConcurrencyLimitRule = scenario.ConcurrencyLimitRule,
        };
        await using var runner = new ScenarioRunner(scenario, await SpiceCloudEmulator.StartAsync(options), clock);
        return await runner.RunAsync();
    }

    public ValueTask DisposeAsync() => _recorder.Cloud.DisposeAsync();

    private async Task<ScenarioResult> RunAsync()
    {
        EmulatedAppSettings[] settings = [.. _recorder.Cloud.Apps.Select(app => app.Settings)];
        string? failure = await TryRunProcessesAsync();
        _recorder.Clock.Advance(SettlingTime);
        var result = new ScenarioResult(_scenario, _recorder, _result, settings);
        if ((failure ?? result.FindViolation()) is { } violation)
        {
            Assert.Fail($"{violation}\n\nJournal:\n{string.Join('\n', _recorder.Store.GetLines(ScenarioRecorder.RolloutId))}\n\nRequests:\n{_recorder.Cloud.GetTimeline()}");
        }

        return result;
    }

    private async Task<string?> TryRunProcessesAsync()
    {
        using var hang = new CancellationTokenSource(HangTimeout);
        try
        {
            for (int index = 0; !await RunProcessAsync(index, hang.Token); index++)
            {
                if (_recorder.HasTooManyOperations)
                {
                    return "the scenario does not complete: it has too many operations";
                }
            }

            return null;
        }
        catch (OperationCanceledException) when (hang.IsCancellationRequested)
        {
            return $"the scenario hangs as {_recorder.Rollout?.Status}, with the commands [{string.Join("; ", _commands)}]";
        }
        catch (RolloutException exception)
        {
            return $"the rollout does not run any more: {exception}";
        }
    }

    /// <summary>Runs a process until it crashes, or until the rollout has completed and every command was called. Returns <c>false</c> if it has crashed.</summary>
    private async Task<bool> RunProcessAsync(int index, CancellationToken hang)
    {
        await using var process = new RolloutProcess(_recorder, index < _scenario.Crashes.Length ? _scenario.Crashes[index] : null);
        bool starts = index is 0 || _recorder.Rollout is null || _scenario.Crashes[index - 1].ContinuesWithStart;
        await RunUntilCrashAsync(process, () => ContinueAsync(process, starts), hang);
        while (!process.HasCrashed)
        {
            Task signal = _recorder.Signaled; // Before the journal is read, so that no event is missed.
            Rollout? rollout = _recorder.Rollout;
            if (rollout is { IsCompleted: true } && _commands.Count is 0)
            {
                await RunUntilCrashAsync(process, async () => _result = await process.Rollouts.WaitForCompletionAsync(ScenarioRecorder.RolloutId, progress: null, process.Disposing), hang);
                return !process.HasCrashed;
            }

            bool isIdle = rollout is { IsCompleted: true } or { Status: RolloutStatus.Paused, InFlightCount: 0 };
            if (_commands.TryPeek(out ScenarioCommand? next) && (isIdle || rollout?.Version >= next.AfterEvents))
            {
                await RunUntilCrashAsync(process, () => CallAsync(process, _commands.Dequeue()), hang);
            }
            else if (rollout is { Status: RolloutStatus.Paused } && _commands.Count is 0)
            {
                await RunUntilCrashAsync(process, () => ResumeAsync(process), hang);
            }
            else
            {
                await WaitForEventAsync(process, signal, hang);
            }
        }

        return false;
    }

    private async Task ContinueAsync(RolloutProcess process, bool starts)
    {
        if (starts)
        {
            await RepeatAsync(() => process.Rollouts.StartAsync(ScenarioRecorder.RolloutId, _request, process.Disposing));
        }
        else if (_recorder.Rollout is { IsCompleted: false })
        {
            await RepeatAsync(() => process.Rollouts.ResumeAsync(ScenarioRecorder.RolloutId, process.Disposing));
        }
    }

    /// <summary>A call throws what the store throws, so that the caller repeats the call.</summary>
    private static async Task RepeatAsync(Func<Task> callAsync)
    {
        while (true)
        {
            try
            {
                await callAsync();
                return;
            }
            catch (IOException)
            {
                // Each error of the store occurs once.
            }
        }
    }

    /// <summary>Waits for an event, or throws if the rollout does not run any more.</summary>
    private static async Task WaitForEventAsync(RolloutProcess process, Task signal, CancellationToken hang)
    {
        Task completion = process.WaitForCompletionAsync();
        await Task.WhenAny(signal, process.Crashed, completion).WaitAsync(hang);
        if (!completion.IsFaulted || process.HasCrashed)
        {
            return;
        }

        await completion;
    }

    private async Task CallAsync(RolloutProcess process, ScenarioCommand command)
    {
        if (!command.IsElsewhere)
        {
            await CallAsync(process.Rollouts, command, process.Disposing);
            return;
        }

        await using var elsewhere = new RolloutProcess(_recorder, crash: null);
        await CallAsync(elsewhere.Rollouts, command, elsewhere.Disposing);
    }

    /// <summary>The status of the rollout may not permit the command.</summary>
    private static async Task CallAsync(RolloutClient client, ScenarioCommand command, CancellationToken cancellationToken)
    {
        try
        {
            await RepeatAsync(() => command.CallAsync(client, ScenarioRecorder.RolloutId, cancellationToken));
        }
        catch (RolloutException exception) when (exception is not RolloutStoreConflictException && exception.InnerException is null)
        {
            // The rollout has another status.
        }
    }

    /// <summary>A client that has not observed the pause of another process has nothing to resume. With its own pause, it does.</summary>
    private static async Task ResumeAsync(RolloutProcess process)
    {
        await CallAsync(process.Rollouts, new ScenarioCommand(ScenarioCommand.CommandKind.Pause, AfterEvents: 0, IsElsewhere: false), process.Disposing);
        await CallAsync(process.Rollouts, new ScenarioCommand(ScenarioCommand.CommandKind.Resume, AfterEvents: 0, IsElsewhere: false), process.Disposing);
    }

    private static async Task RunUntilCrashAsync(RolloutProcess process, Func<Task> callAsync, CancellationToken hang)
    {
        Task call = callAsync();
        await Task.WhenAny(call, process.Crashed).WaitAsync(hang);
        if (!process.HasCrashed)
        {
            await call;
        }
        else
        {
            _ = call.ContinueWith(completed => completed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default); // Observes it.
        }
    }
}
