using SpiceDeployments.Client.Testing.Internal.Faults;

namespace SpiceDeployments.Client.Testing;

/// <summary>A fault and the requests that it applies to, as returned by the methods of <see cref="FaultRuleBuilder"/>.</summary>
public sealed class FaultRule
{
    private readonly FaultInjector _injector;
    private int _remainingSkips;
    private int? _remainingHits;
    private int _hitCount;

    internal FaultRule(FaultInjector injector, RequestPattern pattern, int skips, int? hits, FaultKind kind, Func<FaultedExchange, Task> applyAsync)
    {
        _injector = injector;
        Pattern = pattern;
        _remainingSkips = skips;
        _remainingHits = hits;
        Kind = kind;
        ApplyAsync = applyAsync;
    }

    /// <summary>The number of requests that this rule has been applied to.</summary>
    public int HitCount => Volatile.Read(ref _hitCount);

    internal RequestPattern Pattern { get; }

    internal FaultKind Kind { get; }

    /// <summary>Whether the request is processed before the fault is applied.</summary>
    internal bool IsProcessed { get; init; }

    /// <summary>The time after which the request is processed, although the fault is applied at once, or <c>null</c>.</summary>
    internal TimeSpan? ProcessingDelay { get; init; }

    internal Func<FaultedExchange, Task> ApplyAsync { get; }

    internal bool IsExhausted => _remainingHits is 0;

    /// <summary>
    /// Removes this rule, so that it applies to no further request. The next rule for the same requests takes its place. Requests that hang already keep
    /// hanging. Does nothing if the rule is exhausted or removed.
    /// </summary>
    public void Remove() => _injector.Remove(this);

    /// <summary>Counts a matching request and returns whether the rule applies to it. The caller holds the lock of the injector.</summary>
    internal bool TryConsume()
    {
        if (_remainingSkips > 0)
        {
            _remainingSkips--;
            return false;
        }

        _remainingHits--;
        Volatile.Write(ref _hitCount, _hitCount + 1);
        return true;
    }
}
