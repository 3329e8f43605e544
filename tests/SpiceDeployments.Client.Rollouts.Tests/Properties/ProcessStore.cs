namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>The store as a process of a scenario sees it.</summary>
internal sealed class ProcessStore(RolloutProcess process, ScenarioRecorder recorder) : IRolloutStore
{
    public Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) =>
        process.RunAsync(() => recorder.Store.LoadAsync(rolloutId, CancellationToken.None), cancellationToken);

    public Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default) =>
        process.RunAsync(() => AppendOnceAsync(rolloutId, expectedVersion, lines, isCompleted), cancellationToken);

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default) =>
        process.RunAsync(() => recorder.Store.ListUnfinishedAsync(CancellationToken.None), cancellationToken);

    private async Task<bool> AppendOnceAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted)
    {
        bool? error = recorder.CountAppend();
        if (error is not false)
        {
            await recorder.Store.AppendAsync(rolloutId, expectedVersion, lines, isCompleted, CancellationToken.None);
            recorder.Signal();
        }

        return error is null ? true : throw new IOException("The store is not available.");
    }
}
