namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>The store as a process of a scenario sees it.</summary>
internal sealed class ProcessStore(RolloutProcess process, ScenarioRecorder recorder) : IRolloutStore
{
    public Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) =>
        process.RunAsync(() => recorder.Store.LoadAsync(rolloutId, CancellationToken.None), cancellationToken);

    public Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default) =>
        process.RunAsync(() => Try(() => Append(expectedVersion, lines, isCompleted)), cancellationToken);

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default) =>
        process.RunAsync(() => recorder.Store.ListUnfinishedAsync(CancellationToken.None), cancellationToken);

    private static Task<bool> Try(Func<bool> append)
    {
        try
        {
            return Task.FromResult(append());
        }
        catch (Exception exception)
        {
            return Task.FromException<bool>(exception);
        }
    }

    private bool Append(int expectedVersion, IReadOnlyList<string> lines, bool isCompleted)
    {
        bool? isStored = recorder.CountAppend();
        if (isStored is not false)
        {
            recorder.Append(expectedVersion, lines, isCompleted);
        }

        return isStored is null ? true : throw new IOException("The store is not available.");
    }
}
