namespace SpiceDeployments.Client.Rollouts.Orleans.Load;

/// <summary>Runs the rollout in one process, with the journal in a file.</summary>
internal static class LocalRun
{
    public static async Task<Measurement> MeasureAsync(int apps)
    {
        await using Fleet fleet = await Fleet.StartAsync(apps);
        string directory = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var options = new DeploymentsClientOptions();
            fleet.Configure(options);
            using var client = new DeploymentsClient(options);
            using var store = new FileRolloutStore(directory);
            await using var rollouts = new RolloutClient(client, store);
            return await fleet.RunAsync(rollouts, () => 0);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
