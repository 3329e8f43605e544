using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace ListDeployments;

/// <summary>An emulator whose app was deployed several times in the last two days. A fake clock runs through them at once.</summary>
internal static class EmulatedHistory
{
    public const long AppId = 42;

    public static async Task<SpiceCloudEmulator> StartAsync(CancellationToken cancellationToken)
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(-48));
        SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = clock }, cancellationToken);
        EmulatedApp app = emulator.AddApp(AppId, "order-assistant");
        using var client = new DeploymentsClient(new DeploymentsClientOptions { BaseAddress = emulator.BaseAddress, AccessToken = emulator.AccessToken });

        await DeployAsync("main", "3d1f0a94c2", "Take orders in French, too");
        clock.Advance(TimeSpan.FromHours(20));

        app.ScriptNextDeployment().RunsFor(TimeSpan.FromSeconds(73)).Fails("Not enough memory in the cluster", "insufficient_memory");
        await DeployAsync("main", "b70e6615d8", "Keep a year of orders in memory");
        clock.Advance(TimeSpan.FromHours(2));

        app.StartDeployment("github", new DeploymentScript().RunsFor(TimeSpan.FromMinutes(4)));
        clock.Advance(TimeSpan.FromMinutes(1));
        app.StartDeployment("portal", new DeploymentScript().RunsFor(TimeSpan.FromSeconds(41))); // Supersedes the previous one.
        clock.Advance(TimeSpan.FromHours(25));

        app.ScriptNextDeployment().RunsFor(TimeSpan.FromSeconds(52));
        await DeployAsync("main", "58c2aa0f17", "Keep the orders of a month in memory");
        clock.Advance(TimeSpan.FromMinutes(58));

        await DeployAsync("returns", "9f2c4e7a1b", "Answer questions about returned orders");
        clock.Advance(TimeSpan.FromSeconds(20));
        return emulator;

        Task DeployAsync(string branch, string commit, string message) => client.CreateAsync(
            AppId,
            new CreateDeploymentRequest { Branch = branch, CommitSha = commit, CommitMessage = message },
            cancellationToken: cancellationToken);
    }
}
