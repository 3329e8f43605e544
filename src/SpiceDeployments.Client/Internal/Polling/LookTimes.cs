namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>
/// When each app will be looked at. Looks of several waits that are due within a second of each other are made together, so that they share
/// one request.
/// </summary>
internal sealed class LookTimes(TimeProvider timeProvider)
{
    /// <summary>How much sooner than it is due a look may be made; never more than half of its delay.</summary>
    private static readonly TimeSpan MaxShift = TimeSpan.FromSeconds(1);

    private readonly object _lock = new();
    private readonly Dictionary<long, List<LookTime>> _planned = [];

    /// <summary>Plans a look: together with the last one that is planned shortly before it is due, or else for itself.</summary>
    /// <param name="appId">The app to look at.</param>
    /// <param name="delay">The time until the look is due.</param>
    /// <returns>When it will be, to be given to <see cref="Remove"/> once it is made or given up, and the time until then.</returns>
    public (LookTime Look, TimeSpan Delay) Add(long appId, TimeSpan delay)
    {
        TimeSpan shift = delay / 2 < MaxShift ? delay / 2 : MaxShift;
        long now = timeProvider.GetTimestamp();
        long due = now + TimestampsIn(delay);
        long soonest = now + TimestampsIn(delay - shift);
        lock (_lock)
        {
            List<LookTime> planned = PlannedFor(appId);
            LookTime? look = planned.Where(other => other.Timestamp >= soonest && other.Timestamp <= due).MaxBy(other => other.Timestamp);
            if (look is null)
            {
                look = new LookTime(appId, due);
                planned.Add(look);
            }

            look.Waits++;
            return (look, look.Timestamp == due ? delay : timeProvider.GetElapsedTime(now, look.Timestamp));
        }
    }

    public void Remove(LookTime look)
    {
        lock (_lock)
        {
            List<LookTime> planned = PlannedFor(look.AppId);
            if (--look.Waits is 0)
            {
                planned.Remove(look);
            }

            if (planned.Count is 0)
            {
                _planned.Remove(look.AppId);
            }
        }
    }

    private List<LookTime> PlannedFor(long appId)
    {
        if (!_planned.TryGetValue(appId, out List<LookTime>? planned))
        {
            planned = _planned[appId] = [];
        }

        return planned;
    }

    private long TimestampsIn(TimeSpan time) => (long)(time.TotalSeconds * timeProvider.TimestampFrequency);
}
