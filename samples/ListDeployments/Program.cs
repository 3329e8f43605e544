using System.CommandLine;
using ListDeployments;
using SpiceDeployments.Client;

const int Refused = 1;
const int WrongUsage = 2;
const int Interrupted = 130;

var command = new RootCommand("Lists the deployments of an app of Spice.ai Cloud; without credentials in the environment, of an emulated one.")
{
    Arguments.App, Arguments.Status, Arguments.Limit, Arguments.Json,
};
command.SetAction(ListAsync);

ParseResult parsed = command.Parse(args);
return parsed.Errors.Count is 0 ? await parsed.InvokeAsync() : Fail(WrongUsage, string.Join(' ', parsed.Errors.Select(error => error.Message)));

static async Task<int> ListAsync(ParseResult arguments, CancellationToken cancellationToken)
{
    try
    {
        await using Service service = await Service.FromEnvironmentAsync(cancellationToken);
        long appId = arguments.GetValue(Arguments.App) ?? service.DefaultAppId ?? throw new InvalidOperationException("--app ID is missing: which app to list.");
        var query = new ListDeploymentsOptions { Status = arguments.GetValue(Arguments.Status), Limit = arguments.GetValue(Arguments.Limit) };

        IReadOnlyList<Deployment> deployments = await service.Client.ListAsync(appId, query, cancellationToken);

        if (arguments.GetValue(Arguments.Json))
        {
            DeploymentJson.Write(deployments);
        }
        else
        {
            DeploymentTable.Write(deployments);
        }

        return 0;
    }
    catch (SpiceApiException exception)
    {
        return Fail(Refused, PrintableText.Of(exception.Message));
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        return Fail(Interrupted, "Interrupted before the list was there.");
    }
    catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
    {
        return Fail(WrongUsage, exception.Message);
    }
}

static int Fail(int exitCode, string message)
{
    Console.Error.WriteLine(message);
    return exitCode;
}
