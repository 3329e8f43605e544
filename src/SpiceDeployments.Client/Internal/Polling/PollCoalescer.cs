namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>Coalesces the polls of several waits for one app that are due within a second of each other, so that they share one request.</summary>
internal sealed class PollCoalescer(TimeProvider timeProvider)
{
    /// <summary>How much earlier than due a poll may be made; never more than half of its delay.</summary>
    private static readonly TimeSpan CoalescingWindow = TimeSpan.FromSeconds(1);

    private readonly object _lock = new();
    private readonly Dictionary<long, List<PollSlot>> _slots = [];

    /// <summary>Schedules a poll together with the last one that is scheduled shortly before it is due, or else by itself.</summary>
    /// <param name="appId">The id of the app.</param>
    /// <param name="delay">The delay until the poll is due.</param>
    /// <returns>The slot of the poll, to be released when the poll is made or canceled, and the delay until then.</returns>
    public (PollSlot Slot, TimeSpan Delay) Schedule(long appId, TimeSpan delay)
    {
        TimeSpan window = delay / 2 < CoalescingWindow ? delay / 2 : CoalescingWindow;
        long now = timeProvider.GetTimestamp();
        long due = now + ToTimestamp(delay);
        long earliest = now + ToTimestamp(delay - window);
        lock (_lock)
        {
            List<PollSlot> slots = GetSlots(appId);
            PollSlot? slot = slots.Where(other => other.Timestamp >= earliest && other.Timestamp <= due).MaxBy(other => other.Timestamp);
            if (slot is null)
            {
                slot = new PollSlot(appId, due);
                slots.Add(slot);
            }

            slot.WaitCount++;
            return (slot, slot.Timestamp == due ? delay : timeProvider.GetElapsedTime(now, slot.Timestamp));
        }
    }

    public void Release(PollSlot slot)
    {
        lock (_lock)
        {
            List<PollSlot> slots = GetSlots(slot.AppId);
            if (--slot.WaitCount is 0)
            {
                slots.Remove(slot);
            }

            if (slots.Count is 0)
            {
                _slots.Remove(slot.AppId);
            }
        }
    }

    private List<PollSlot> GetSlots(long appId)
    {
        if (!_slots.TryGetValue(appId, out List<PollSlot>? slots))
        {
            slots = _slots[appId] = [];
        }

        return slots;
    }

    private long ToTimestamp(TimeSpan time) => (long)(time.TotalSeconds * timeProvider.TimestampFrequency);

    /// <summary>A time at which one or more waits poll an app.</summary>
    public sealed class PollSlot(long appId, long timestamp)
    {
        public long AppId => appId;

        public long Timestamp => timestamp;

        /// <summary>How many waits poll at this time.</summary>
        public int WaitCount { get; set; }
    }
}
