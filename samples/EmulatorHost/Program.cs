using System.CommandLine;
using EmulatorHost;
using SpiceDeployments.Client.Testing;

const int PortInUse = 1;
const int WrongUsage = 2;

var port = new Option<int>("--port") { Description = "The loopback port; 0 selects any free one.", HelpName = "PORT", DefaultValueFactory = _ => 5080 };
var file = new Option<string?>("--scenario") { Description = "A JSON file with apps, clients, tokens, deployments and faults.", HelpName = "FILE" };
var command = new RootCommand("Runs the Spice Cloud emulator until Ctrl+C.") { port, file };
command.SetAction(RunAsync);

ParseResult parsed = command.Parse(args);
int exitCode = await parsed.InvokeAsync();
return parsed.Errors.Count is 0 ? exitCode : WrongUsage;

async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
{
    try
    {
        Scenario scenario = arguments.GetValue(file) is { } path ? ScenarioFile.Read(path) : Scenario.OneApp;
        var options = new SpiceCloudEmulatorOptions { Port = arguments.GetValue(port), Output = Console.WriteLine };
        await using SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync(options, cancellationToken);
        new ScenarioSetup(emulator, Console.Out).Apply(scenario);
        Console.WriteLine($"The emulator listens at {emulator.BaseAddress} until Ctrl+C. Its token for every app and scope is {emulator.AccessToken}");
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
    catch (IOException exception)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return PortInUse;
    }
    catch (ScenarioException exception)
    {
        await Console.Error.WriteLineAsync($"{arguments.GetValue(file)}: {exception.Message}");
        return WrongUsage;
    }
    catch (ArgumentException exception)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return WrongUsage;
    }
}
