using System.CommandLine;
using System.Text.Json;
using ListDeployments;
using Microsoft.Extensions.Options;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

const int Rejected = 1;
const int WrongUsage = 2;
const int Canceled = 130;

var statuses = new Dictionary<string, DeploymentStatus>(StringComparer.Ordinal)
{
    ["created"] = DeploymentStatus.Created,
    ["queued"] = DeploymentStatus.Queued,
    ["in_progress"] = DeploymentStatus.InProgress,
    ["succeeded"] = DeploymentStatus.Succeeded,
    ["failed"] = DeploymentStatus.Failed,
};
var app = new Option<long>("--app") { Description = "The app. Required for the real service.", HelpName = "ID" };
Option<string> status = new Option<string>("--status") { Description = "Lists only deployments with this status." }.AcceptOnlyFromAmong([.. statuses.Keys]);
var limit = new Option<int>("--limit") { Description = "The maximum number of deployments, 1 to 100.", HelpName = "COUNT", DefaultValueFactory = _ => 20 };
var json = new Option<bool>("--json") { Description = "Writes JSON, and nothing else, to the standard output." };
var command = new RootCommand("Lists the deployments of an app. Without credentials in the environment, the app is on an emulator.")
{
    app, status, limit, json,
};
command.SetAction(ListAsync);

ParseResult parsed = command.Parse(args);
int exitCode = await parsed.InvokeAsync();
return parsed.Errors.Count is 0 ? exitCode : WrongUsage;

async Task<int> ListAsync(ParseResult arguments, CancellationToken cancellationToken)
{
    try
    {
        var options = DeploymentsClientOptions.FromEnvironment();
        bool hasCredentials = options.AccessToken is not null || options.ClientId is not null;
        await using SpiceCloudEmulator? emulator = hasCredentials ? null : await EmulatedHistory.StartAsync(cancellationToken);
        if (emulator is not null)
        {
            options = new DeploymentsClientOptions { BaseAddress = emulator.BaseAddress, AccessToken = emulator.AccessToken };
            await Console.Error.WriteLineAsync($"The environment contains no credentials: app {EmulatedHistory.AppId} is on an emulator.");
        }

        long appId = arguments.GetResult(app) is not null ? arguments.GetValue(app)
            : emulator is not null ? EmulatedHistory.AppId
            : throw new InvalidOperationException("--app is required for the real service.");
        var filter = new ListDeploymentsOptions
        {
            Status = arguments.GetValue(status) is { } text ? statuses[text] : null,
            Limit = arguments.GetValue(limit),
        };

        using var client = new DeploymentsClient(options);
        IReadOnlyList<Deployment> deployments = await client.ListAsync(appId, filter, cancellationToken);
        if (arguments.GetValue(json))
        {
            Console.WriteLine(JsonSerializer.Serialize(deployments, new JsonSerializerOptions { WriteIndented = true }));
        }
        else
        {
            DeploymentTable.Write(deployments);
        }

        return 0;
    }
    catch (SpiceException exception)
    {
        await Console.Error.WriteLineAsync(DeploymentTable.RemoveControlCharacters(exception.Message).ReplaceLineEndings(" "));
        return Rejected;
    }
    catch (OperationCanceledException)
    {
        await Console.Error.WriteLineAsync("Canceled.");
        return Canceled;
    }
    catch (Exception exception) when (exception is ArgumentException or OptionsValidationException or InvalidOperationException)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return WrongUsage;
    }
}
