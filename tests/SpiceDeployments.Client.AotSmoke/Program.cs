using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client;
using SpiceDeployments.Client.AotSmoke;

if (args is not [var address, var accessToken, var clientId, var clientSecret])
{
    Console.Error.WriteLine("Usage: SpiceDeployments.Client.AotSmoke BASE_ADDRESS ACCESS_TOKEN CLIENT_ID CLIENT_SECRET");
    return 2;
}

try
{
    using (DeploymentsClient client = Clients.Construct(new Uri(address), accessToken))
    {
        await new Steps("constructor", appId: 41, client, client).RunAsync();
    }

    await using (ServiceProvider services = Clients.Register(new Uri(address), clientId, clientSecret))
    {
        await new Steps("container", appId: 42, services.GetRequiredService<IDeploymentsClient>(), services.GetRequiredService<IAppsClient>()).RunAsync();
    }

    Console.WriteLine(PeakMemory.Read());
    return 0;
}
catch (Exception exception)
{
    Console.Error.WriteLine(exception);
    return 1;
}
