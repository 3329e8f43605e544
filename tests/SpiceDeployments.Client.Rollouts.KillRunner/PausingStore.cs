using System.Text.Json;

namespace SpiceDeployments.Client.Rollouts.KillRunner;

/// <summary>Writes a line of the output for each event that is stored, before its effect. The program can be held there: the kind of the event is a point.</summary>
internal sealed class PausingStore(IRolloutStore store) : IRolloutStore
{
    public Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) => store.LoadAsync(rolloutId, cancellationToken);

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default) => store.ListUnfinishedAsync(cancellationToken);

    public async Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
    {
        await store.AppendAsync(rolloutId, expectedVersion, lines, isCompleted, cancellationToken);
        string[] kinds = [.. lines.Select(GetKind)];
        for (int index = 0; index < kinds.Length; index++)
        {
            Console.WriteLine($"stored {kinds[index]} {expectedVersion + index + 1}");
        }

        foreach (string kind in kinds)
        {
            PausePoint.Reach(kind);
        }
    }

    private static string GetKind(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("kind").GetString() ?? "";
    }
}
