using System.Collections.Concurrent;
using System.Globalization;
using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>What the processes of a scenario share, and what they do.</summary>
internal sealed class ScenarioRecorder(RolloutScenario scenario, SpiceCloudEmulator cloud, AutoAdvancingTimeProvider clock)
{
    public const string RolloutId = "build-7";

    /// <summary>The header of a create with the number of the attempt.</summary>
    public const string SendHeader = "X-Scenario-Send";

    /// <summary>
    /// More than any scenario needs that completes. A paused rollout reads the store until the test resumes it, as often as the clock permits, which does not wait.
    /// </summary>
    private const int MaxOperations = 200_000;

    private readonly ConcurrentQueue<string> _violations = new();
    private readonly ConcurrentDictionary<int, DateTimeOffset> _settledAfter = new();
    private readonly Dictionary<int, bool> _storeErrors = scenario.StoreErrors.DistinctBy(error => error.Append).ToDictionary(error => error.Append, error => error.IsStored);
    private readonly Lock _lock = new();
    private readonly List<RolloutEvent> _journal = [];
    private Rollout? _rollout;
    private TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _operations;
    private int _appends;
    private int _sends;

    public SpiceCloudEmulator Cloud => cloud;

    public AutoAdvancingTimeProvider Clock => clock;

    public MemoryStore Store { get; } = new();

    public ScenarioGate Gate { get; } = new(scenario.Gate ?? []);

    /// <summary>What was found to be wrong while the scenario ran.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    public int Operations => Volatile.Read(ref _operations);

    /// <summary>Completes at the next event that is stored.</summary>
    public Task Signaled => _signal.Task;

    public bool HasTooManyOperations => Operations > MaxOperations;

    /// <summary>The events that are stored.</summary>
    public IReadOnlyList<RolloutEvent> Journal
    {
        get
        {
            lock (_lock)
            {
                return [.. _journal];
            }
        }
    }

    /// <summary>The rollout as it is stored, or <c>null</c> if there is none.</summary>
    public Rollout? Rollout
    {
        get
        {
            lock (_lock)
            {
                return _rollout;
            }
        }
    }

    /// <summary>Appends lines to the store.</summary>
    /// <exception cref="RolloutStoreConflictException">The journal has another version.</exception>
    public void Append(int expectedVersion, IReadOnlyList<string> lines, bool isCompleted)
    {
        lock (_lock)
        {
            Store.AppendAsync(RolloutId, expectedVersion, lines, isCompleted, CancellationToken.None).GetAwaiter().GetResult(); // In memory, without an await.
            foreach (RolloutEvent next in lines.Select(line => RolloutJson.Parse(RolloutId, line)))
            {
                _journal.Add(next);
                _rollout = _rollout is null ? RolloutReducer.Create(RolloutId, next) : RolloutReducer.Apply(_rollout, next);
            }
        }

        Interlocked.Exchange(ref _signal, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>Returns <c>false</c> if the scenario has had so many operations that it would never complete.</summary>
    public bool CountOperation() => Interlocked.Increment(ref _operations) <= MaxOperations;

    /// <summary>Returns <c>null</c> if the append succeeds, or else whether it is stored.</summary>
    public bool? CountAppend() => _storeErrors.TryGetValue(Interlocked.Increment(ref _appends), out bool isStored) ? isStored : null;

    /// <summary>Records a create that is about to be sent. Returns its number.</summary>
    public int RecordSend(string body)
    {
        int number = Interlocked.Increment(ref _sends);
        DeploymentIntent? intent = FindLast(next => next.Intent is { } stored && body.Contains(stored.Key.ToString("D"), StringComparison.Ordinal))?.Intent;
        if (intent is null)
        {
            _violations.Enqueue($"a create was sent whose intent is not stored: {body}");
            return number;
        }

        _settledAfter[number] = intent.SettledAfter;
        return number;
    }

    /// <summary>Records an update that is about to be sent.</summary>
    public void RecordUpdate(Uri address)
    {
        int target = int.Parse(address.Segments[^1], CultureInfo.InvariantCulture) - 1;
        if (FindLast(next => next.Target == target && next.Before is not null) is null)
        {
            _violations.Enqueue($"app {target + 1} was updated before its earlier values were stored");
        }
    }

    /// <summary>
    /// Whether the service processed a create so late that no client could have prevented a second deployment: it was listed only after the time that the
    /// intent stated as the latest.
    /// </summary>
    public bool IsUnpreventable(EmulatedDeployment deployment, TimeSpan visibilityDelay)
    {
        RecordedRequest? request = cloud.Requests.FirstOrDefault(request => request.CreatedDeploymentId == deployment.Id);
        return request?.Headers.TryGetValue(SendHeader, out string? number) is true
            && _settledAfter.TryGetValue(int.Parse(number, CultureInfo.InvariantCulture), out DateTimeOffset settledAfter)
            && deployment.CreatedAt + visibilityDelay > settledAfter;
    }

    private RolloutEvent? FindLast(Predicate<RolloutEvent> condition)
    {
        lock (_lock)
        {
            return _journal.FindLast(condition);
        }
    }
}
