using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Docs.Tests;
using SpiceDeployments.Client.Rollouts;

namespace DocsExamples;

internal static class RolloutsExamples
{
    public static async Task<int> RunCanaryAsync(string[] args)
    {
        if (args is not [var directory, var rolloutId, var commit, .. var appIds])
        {
            Console.Error.WriteLine("Usage: canary DIRECTORY ROLLOUT_ID COMMIT APP_ID…");
            return 2;
        }

        using var client = new DeploymentsClient(DeploymentsClientOptions.FromEnvironment()); // SPICE_API_TOKEN
        using var store = new FileRolloutStore(directory);
        await using var rollouts = new RolloutClient(client, store);
        var request = new RolloutRequest
        {
            Targets =
            [
                .. appIds.Select(id => new RolloutTarget
                {
                    AppId = long.Parse(id, CultureInfo.InvariantCulture),
                    Request = new CreateDeploymentRequest { CommitSha = commit },
                }),
            ],
            WaveSizes = [1, 10], // One app, then ten, then the rest.
            FailureTolerance = 2,
        };
        Console.WriteLine(rollouts.Plan(request)); // Sends and stores nothing.
        await rollouts.StartAsync(rolloutId, request);
        Rollout done = await rollouts.WaitForCompletionAsync(rolloutId, new ConsoleProgress());

        RolloutReport report = RolloutReport.Create(done);
        Console.WriteLine(report);
        await File.WriteAllTextAsync(Path.Combine(directory, $"{rolloutId}.md"), report.ToMarkdown());
        await File.WriteAllTextAsync(Path.Combine(directory, $"{rolloutId}.xml"), report.ToJUnitXml());
        return done.Status is RolloutStatus.Succeeded ? 0 : 1;
    }

    public static void Register(HostApplicationBuilder builder)
    {
        builder.Services.AddSpiceDeploymentsClient(builder.Configuration.GetSection("SpiceDeployments"));
        builder.Services.AddSpiceRollouts(options => options.Directory = "/var/lib/rollouts");
    }

    public static void RegisterSmokeTest(HostApplicationBuilder builder)
    {
        builder.Services.AddHttpClient<SmokeTest>(http => http.BaseAddress = new Uri("https://shop.example/"));
        builder.Services.AddKeyedTransient<IRolloutGate>("smoke-test", (services, _) => services.GetRequiredService<SmokeTest>());
    }

    public static void RegisterHttpGate(HostApplicationBuilder builder, IReadOnlyDictionary<long, string> apiKeys)
    {
        builder.Services.AddHttpRolloutGate("ready", options =>
        {
            options.Timeout = TimeSpan.FromMinutes(10);
            options.ConfigureRequest = (request, app) => request.Headers.Add("X-API-Key", apiKeys[app.Id]);
        });
    }

    public static async Task<Rollout> PauseResumeAndStopAsync(IRolloutClient rollouts, string rolloutId)
    {
        await rollouts.PauseAsync(rolloutId); // No further app starts.
        await rollouts.ResumeAsync(rolloutId);
        await rollouts.StopAsync(rolloutId, reason: "The dashboards show errors");
        Rollout stopped = await rollouts.WaitForCompletionAsync(rolloutId);
        return stopped;
    }

    public static async Task<Rollout> ResumeAsync(IRolloutClient rollouts, string rolloutId)
    {
        await rollouts.ResumeAsync(rolloutId);
        Rollout done = await rollouts.WaitForCompletionAsync(rolloutId);
        return done;
    }

    public static async Task<Rollout> RetryAsync(IRolloutClient rollouts, string rolloutId)
    {
        await rollouts.RetryFailedAsync(rolloutId);
        Rollout done = await rollouts.WaitForCompletionAsync(rolloutId);
        Console.WriteLine($"Attempt {done.Attempt}: {done.Status}");
        return done;
    }

    public static RolloutRequest CreateSpicepodRequest(IEnumerable<long> appIds, string spicepod)
    {
        var request = new RolloutRequest
        {
            Targets = [.. appIds.Select(id => new RolloutTarget { AppId = id, Update = new UpdateAppRequest { Spicepod = spicepod } })],
            WaveSizes = [1],
            OnFailure = RolloutFailureAction.RollBack,
        };
        return request;
    }

    public static async Task<Rollout> RollBackAsync(IRolloutClient rollouts, string rolloutId)
    {
        await rollouts.RollBackAsync(rolloutId);
        Rollout done = await rollouts.WaitForCompletionAsync(rolloutId);
        foreach (RolloutTargetState left in done.Targets.Where(target => target.Status is RolloutTargetStatus.NotRolledBack))
        {
            Console.WriteLine($"{left.Target.DisplayName}: {left.RollbackMessage}");
        }

        return done;
    }

    public static void RegisterOrganizations(HostApplicationBuilder builder, string retailToken, string logisticsToken)
    {
        builder.Services.AddKeyedSpiceDeploymentsClient("retail", options => (options.AccessToken, options.Organization) = (retailToken, "retail"));
        builder.Services.AddKeyedSpiceDeploymentsClient("logistics", options => (options.AccessToken, options.Organization) = (logisticsToken, "logistics"));
        builder.Services.AddSpiceRollouts(options => options.Directory = "/var/lib/rollouts");
    }

    public static RolloutRequest CreateRequestForOrganizations()
    {
        var request = new RolloutRequest
        {
            Targets =
            [
                new RolloutTarget { Organization = "retail", AppId = 42 },
                new RolloutTarget { Organization = "logistics", AppId = 77 },
            ],
        };
        return request;
    }

    public static void RegisterStore(HostApplicationBuilder builder, bool isFirstReplica)
    {
        builder.Services.AddSingleton<IRolloutStore, TableRolloutStore>();
        builder.Services.AddSpiceRollouts(options => options.ResumeOnStart = isFirstReplica);
    }
}
