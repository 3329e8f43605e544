using System.Runtime.CompilerServices;

namespace SpiceDeployments.Client.AotSmoke;

/// <summary>
/// What a client is asked to do: each step writes a line, or throws when it does not see what it should. The app holds one deployment. The
/// answer to the first create is lost, and what it makes ends after the first look at it. The second deployment fails.
/// </summary>
internal sealed class Steps(string name, long appId, IDeploymentsClient client)
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
        await FailAsync();
        await MissAsync();
    }

    private async Task ListAsync()
    {
        IReadOnlyList<Deployment> deployments = await client.ListAsync(appId, new ListDeploymentsOptions { Limit = 5, Status = DeploymentStatus.Succeeded });

        Expect(deployments is [{ Status: DeploymentStatus.Succeeded, CreationSource: DeploymentCreationSource.Portal, FinishedAt: not null }]);
        Tell($"list: deployment {deployments[0].Id} {deployments[0].RawStatus}");
    }

    private async Task<Deployment> CreateAsync()
    {
        Deployment created = await client.CreateAsync(appId, Request);

        Expect(created is { Id: > 0, CreationSource: DeploymentCreationSource.Api, IsTerminal: false });
        Expect((created.Branch, created.CommitSha, created.CommitMessage, created.Replicas) == (Request.Branch, Request.CommitSha, Request.CommitMessage, Request.Replicas));
        Tell($"create: deployment {created.Id}, found after its answer was lost");
        return created;
    }

    private async Task WaitAsync(long id)
    {
        var looks = new Looks(Tell);
        Deployment ended = await client.WaitForCompletionAsync(appId, id, progress: looks);

        Expect(ended.Id == id);
        Expect(ended is { Status: DeploymentStatus.Succeeded, IsTerminal: true, Duration: not null });
        Expect(looks.Count > 1);
        Tell($"wait: deployment {ended.Id} {ended.RawStatus} at look {looks.Count}");
    }

    private async Task FailAsync()
    {
        try
        {
            await client.DeployAsync(appId, Request);
        }
        catch (DeploymentFailedException failure)
        {
            Expect(failure is { Reason: DeploymentFailureReason.InsufficientMemory, IsTransient: true });
            Expect(failure.Message.EndsWith("failed: Not enough memory (insufficient_memory)", StringComparison.Ordinal));
            Tell($"failure: {failure.Message}");
            return;
        }

        throw new InvalidOperationException("The deployment that fails did not fail.");
    }

    private async Task MissAsync()
    {
        try
        {
            await client.GetAsync(appId, 999_999);
        }
        catch (DeploymentNotFoundException missing)
        {
            Tell($"refusal: {missing.Message}");
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

    private void Tell(string line) => Console.WriteLine($"{name}: {line}");
}
