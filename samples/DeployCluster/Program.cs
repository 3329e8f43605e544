using DeployCluster.Demo;

const int WrongUsage = 2;

switch (args)
{
    case [SiloArguments.Command, var name, var port, var primaryPort]:
        await DemoSilo.RunAsync(SiloArguments.Parse(name, port, primaryPort));
        return 0;
    case [] or ["--hold"]:
        return await ClusterDemo.RunAsync(holds: args is not []);
    default:
        await Console.Error.WriteLineAsync("Usage: DeployCluster [--hold]");
        return WrongUsage;
}
