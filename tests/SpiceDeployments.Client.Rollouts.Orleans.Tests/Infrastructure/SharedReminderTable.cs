using System.Collections.Concurrent;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;

/// <summary>Stores reminders in memory, outside the silos, as a database does.</summary>
internal sealed class SharedReminderTable : IReminderTable
{
    private readonly ConcurrentDictionary<(GrainId GrainId, string Name), ReminderEntry> _reminders = new();

    private readonly TaskCompletionSource _removed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a reminder was removed.</summary>
    public Task Removed => _removed.Task;

    /// <summary>The grains that have a reminder.</summary>
    public IReadOnlyList<GrainId> GrainIds => [.. _reminders.Keys.Select(key => key.GrainId)];

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Read(entry => entry.GrainId == grainId);

    /// <summary>The rows whose hash is in a range, which does not contain its beginning, contains its end, and may pass the highest number.</summary>
    public Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        Read(entry => entry.GrainId.GetUniformHashCode() is var hash && (begin < end ? hash > begin && hash <= end : hash > begin || hash <= end));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => Task.FromResult(_reminders.GetValueOrDefault((grainId, reminderName)));

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        entry.ETag = Guid.NewGuid().ToString();
        _reminders[(entry.GrainId, entry.ReminderName)] = entry;
        return Task.FromResult<string?>(entry.ETag);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        bool isRemoved = _reminders.TryGetValue((grainId, reminderName), out ReminderEntry? entry) && entry.ETag == eTag && _reminders.TryRemove((grainId, reminderName), out _);
        if (isRemoved)
        {
            _removed.TrySetResult();
        }

        return Task.FromResult(isRemoved);
    }

    public Task TestOnlyClearTable() => throw new NotSupportedException();

    private Task<ReminderTableData> Read(Func<ReminderEntry, bool> matches) => Task.FromResult(new ReminderTableData(_reminders.Values.Where(matches)));
}
