using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client;
using SpiceDeployments.Client.AotSmoke;
using SpiceDeployments.Client.Rollouts;

if (args is not [var address, var accessToken, var clientId, var clientSecret])
{
    Console.Error.WriteLine("Usage: SpiceDeployments.Client.AotSmoke BASE_ADDRESS ACCESS_TOKEN CLIENT_ID CLIENT_SECRET");
    return 2;
}

DirectoryInfo folder = Directory.CreateTempSubdirectory("aot-smoke-");
try
{
    using (DeploymentsClient client = Clients.Construct(new Uri(address), accessToken))
    {
        await new Steps("constructor", appId: 41, client, client).RunAsync();
        using var store = new FileRolloutStore(Path.Combine(folder.FullName, "constructor"));
        await using var rollouts = new RolloutClient(client, store);
        await new RolloutSteps("rollout, constructor", firstAppId: 51, rollouts, () => new RolloutClient(client, store)).RunAsync();
    }

    string directory = Path.Combine(folder.FullName, "container");
    await using (ServiceProvider services = Clients.Register(new Uri(address), clientId, clientSecret, directory))
    {
        await new Steps("container", appId: 42, services.GetRequiredService<IDeploymentsClient>(), services.GetRequiredService<IAppsClient>()).RunAsync();
        using DeploymentsClient other = Clients.Construct(new Uri(address), accessToken);
        using var store = new FileRolloutStore(directory);
        await new RolloutSteps("rollout, container", firstAppId: 61, services.GetRequiredService<IRolloutClient>(), () => new RolloutClient(other, store)).RunAsync();
    }

    Console.WriteLine(PeakMemory.Read());
    return 0;
}
catch (Exception exception)
{
    Console.Error.WriteLine(exception);
    return 1;
}
finally
{
    folder.Delete(recursive: true);
}
