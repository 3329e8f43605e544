using System.CommandLine;
using DeploySpicepod;
using Microsoft.Extensions.Options;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

const int Failed = 1;
const int WrongUsage = 2;
const int Canceled = 130;

var app = new Option<string>("--app") { Description = "The name of the app. Required for the real service.", HelpName = "NAME" };
var file = new Option<FileInfo>("--spicepod")
{
    Description = "The file with the spicepod.",
    DefaultValueFactory = _ => new FileInfo(Path.Combine(AppContext.BaseDirectory, "spicepod.yaml")),
};
var force = new Option<bool>("--force") { Description = "Deploys even if the spicepod was deployed before." };
var command = new RootCommand("Deploys the spicepod of a file, unless it was deployed before. Without credentials in the environment, the app is on an emulator.") { app, file, force };
command.SetAction(DeployAsync);

ParseResult parsed = command.Parse(args);
int exitCode = await parsed.InvokeAsync();
return parsed.Errors.Count is 0 ? exitCode : WrongUsage;

async Task<int> DeployAsync(ParseResult arguments, CancellationToken cancellationToken)
{
    try
    {
        var options = DeploymentsClientOptions.FromEnvironment();
        bool hasCredentials = options.AccessToken is not null || options.ClientId is not null;
        await using SpiceCloudEmulator? emulator = hasCredentials ? null : await EmulatedApps.StartAsync(cancellationToken);
        if (emulator is not null)
        {
            options = new DeploymentsClientOptions { BaseAddress = emulator.BaseAddress, AccessToken = emulator.AccessToken };
            Console.WriteLine($"The environment contains no credentials: app {EmulatedApps.Name} is on an emulator.");
        }

        string name = arguments.GetValue(app)
            ?? (emulator is not null ? EmulatedApps.Name : throw new InvalidOperationException("--app is required for the real service."));
        string spicepod = await File.ReadAllTextAsync(arguments.GetRequiredValue(file).FullName, cancellationToken);
        using var client = new DeploymentsClient(options);
        await new SpicepodDeploy(client, Console.Out).RunAsync(name, spicepod, arguments.GetValue(force), cancellationToken);
        return 0;
    }
    catch (SpiceException exception)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return Failed;
    }
    catch (OperationCanceledException exception)
    {
        await Console.Error.WriteLineAsync($"Canceled. {exception.Message}");
        return Canceled;
    }
    catch (Exception exception) when (exception is ArgumentException or OptionsValidationException or InvalidOperationException or IOException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return WrongUsage;
    }
}
