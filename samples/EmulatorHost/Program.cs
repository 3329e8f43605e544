using System.CommandLine;
using EmulatorHost;
using SpiceDeployments.Client.Testing;

const int PortInUse = 1;
const int WrongUsage = 2;

var port = new Option<int>("--port") { Description = "The loopback port to listen on; 0 takes any free one.", DefaultValueFactory = _ => 5080 };
var file = new Option<string?>("--scenario") { Description = "A JSON file with apps, clients, tokens, deployments and faults.", HelpName = "FILE" };
var command = new RootCommand("Runs the Spice Cloud emulator until Ctrl+C.") { port, file };
command.SetAction(RunAsync);

ParseResult parsed = command.Parse(args);
return parsed.Errors.Count is 0 ? await parsed.InvokeAsync() : Fail(WrongUsage, string.Join(' ', parsed.Errors.Select(error => error.Message)));

async Task<int> RunAsync(ParseResult arguments, CancellationToken stop)
{
    try
    {
        Scenario scenario = arguments.GetValue(file) is { } path ? ScenarioFile.Read(path) : Scenario.OneApp;
        await using SpiceCloudEmulator emulator =
            await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { Port = arguments.GetValue(port), Output = Console.WriteLine }, stop);
        new ScenarioSetup(emulator, Console.Out).Apply(scenario);
        Console.WriteLine($"The emulator listens at {emulator.BaseAddress} until Ctrl+C. Its token, for everything, is {emulator.AccessToken}");
        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
    catch (IOException exception)
    {
        return Fail(PortInUse, exception.Message);
    }
    catch (ScenarioException exception)
    {
        return Fail(WrongUsage, $"{arguments.GetValue(file)}: {exception.Message}");
    }
    catch (ArgumentException exception)
    {
        return Fail(WrongUsage, exception.Message.Split(" (Parameter ")[0]);
    }
}

static int Fail(int exitCode, string message)
{
    Console.Error.WriteLine(message);
    return exitCode;
}
