namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>Measures how long the slots of a rollout are idle while apps wait: a slot is busy from the first request of an app to the response that shows its success.</summary>
internal sealed class SlotMeter(int apps, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly bool[] _hasEntered = new bool[apps + 1];
    private int _waiting = apps;
    private int _busy;
    private DateTimeOffset? _last;
    private TimeSpan _busyTime;
    private TimeSpan _elapsed;

    /// <summary>Returns the share of the time of the slots in which they were idle, until the last app started.</summary>
    public double GetIdleShare(int slots) => 1 - (_busyTime / (_elapsed * slots));

    /// <summary>Counts a slot as busy, if this is the first request of an app.</summary>
    public void Enter(long app)
    {
        lock (_lock)
        {
            if (!_hasEntered[app])
            {
                Add();
                _hasEntered[app] = true;
                _waiting--;
                _busy++;
            }
        }
    }

    public void Leave(long app)
    {
        lock (_lock)
        {
            Add();
            _busy--;
        }
    }

    /// <summary>Adds the time since the last change. Once no app waits, an idle slot costs nothing.</summary>
    private void Add()
    {
        DateTimeOffset now = clock.GetUtcNow();
        TimeSpan passed = _waiting > 0 ? now - (_last ?? now) : TimeSpan.Zero;
        _busyTime += passed * _busy;
        _elapsed += passed;
        _last = now;
    }
}
