using DeployCluster.Demo;
using DeployCluster.Silos;

const int WrongUsage = 2;

switch (args)
{
    case [SiloArguments.Command, var name, var port, var primaryPort]:
        await SiloService.RunAsync(SiloArguments.Parse(name, port, primaryPort));
        return 0;
    case [] or ["--hold"]:
        return await ClusterDemo.RunAsync(holds: args is not []);
    default:
        await Console.Error.WriteLineAsync("Usage: DeployCluster [--hold]");
        return WrongUsage;
}
