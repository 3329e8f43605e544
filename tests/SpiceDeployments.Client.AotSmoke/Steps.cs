using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SpiceDeployments.Client.AotSmoke;

/// <summary>
/// Runs the operations of a client: each step writes a line, or throws if a result is not the expected one. The app has one deployment. The
/// response to the first create is lost, and its deployment completes after the first poll. The second deployment fails.
/// </summary>
internal sealed class Steps(string name, long appId, IDeploymentsClient client, IAppsClient apps)
{
    private static readonly CreateDeploymentRequest Request = new()
    {
        Branch = "main",
        CommitSha = "9f2c4e7",
        CommitMessage = "Fragen über offene Aufträge",
        Replicas = 2,
    };

    public async Task RunAsync()
    {
        await ListAsync();
        Deployment created = await CreateAsync();
        await WaitAsync(created.Id);
        await DeployFailingAsync();
        await GetMissingAsync();
        await UpdateAsync();
        DetectGit();
    }

    private async Task ListAsync()
    {
        IReadOnlyList<Deployment> deployments = await client.ListAsync(appId, new ListDeploymentsOptions { Limit = 5, Status = DeploymentStatus.Succeeded });

        Expect(deployments is [{ Status: DeploymentStatus.Succeeded, CreationSource: DeploymentCreationSource.Portal, FinishedAt: not null }]);
        Write($"list: deployment {deployments[0].Id} {deployments[0].RawStatus}");
    }

    private async Task UpdateAsync()
    {
        App before = await apps.GetAppAsync(appId);
        UpdateAppRequest update = new UpdateAppRequest { Spicepod = "version: v2\nkind: Spicepod\nname: smoke\n", Replicas = 3, ImageTag = null }
            .WithTags(before, new Dictionary<string, string?>(StringComparer.Ordinal) { ["smoke"] = "yes" });
        string stored = JsonSerializer.Serialize(update, StoredJsonContext.Default.UpdateAppRequest);
        App after = await apps.UpdateAppAsync(appId, JsonSerializer.Deserialize(stored, StoredJsonContext.Default.UpdateAppRequest)!);

        Expect(!stored.Contains("description", StringComparison.OrdinalIgnoreCase)); // Only what is set.
        Expect(after.Tags?["smoke"] is "yes" && after.Config is { Replicas: 3, ImageTag: null });
        Expect(after.Config?.Spicepod?.GetProperty("name").GetString() is "smoke");
        Write($"update: {after} has {after.Config?.Replicas} replicas");
    }

    private void DetectGit() => Write($"git: {(GitMetadata.Detect() is { CommitSha.Length: 40 or 64 } ? "detected" : "not detected")}");

    private async Task<Deployment> CreateAsync()
    {
        Deployment created = await client.CreateAsync(appId, Request);

        Expect(created is { Id: > 0, CreationSource: DeploymentCreationSource.Api, IsTerminal: false });
        Expect((created.Branch, created.CommitSha, created.CommitMessage, created.Replicas) == (Request.Branch, Request.CommitSha, Request.CommitMessage, Request.Replicas));
        Write($"create: deployment {created.Id}, found after its response was lost");
        return created;
    }

    private async Task WaitAsync(long id)
    {
        var polls = new PollCounter(Write);
        Deployment completed = await client.WaitForCompletionAsync(appId, id, progress: polls);

        Expect(completed.Id == id);
        Expect(completed is { Status: DeploymentStatus.Succeeded, IsTerminal: true, Duration: not null });
        Expect(polls.Count > 1);
        Write($"wait: deployment {completed.Id} {completed.RawStatus} at poll {polls.Count}");
    }

    private async Task DeployFailingAsync()
    {
        try
        {
            await client.DeployAsync(appId, Request);
        }
        catch (DeploymentFailedException exception)
        {
            Expect(exception is { Reason: DeploymentFailureReason.InsufficientMemory, IsTransient: true });
            Expect(exception.Message.EndsWith("failed: Not enough memory (insufficient_memory)", StringComparison.Ordinal));
            Write($"failure: {exception.Message}");
            return;
        }

        throw new InvalidOperationException("The failing deployment did not fail.");
    }

    private async Task GetMissingAsync()
    {
        try
        {
            await client.GetAsync(appId, 999_999);
        }
        catch (DeploymentNotFoundException exception)
        {
            Write($"not found: {exception.Message}");
            return;
        }

        throw new InvalidOperationException("The deployment that does not exist was found.");
    }

    private static void Expect(bool holds, [CallerArgumentExpression(nameof(holds))] string? expectation = null)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"This does not hold: {expectation}");
        }
    }

    private void Write(string line) => Console.WriteLine($"{name}: {line}");
}
