using DeployAndWait.Demo;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SpiceDeployments.Client;

const int Succeeded = 0;
const int NotSucceeded = 1;
const int WrongUsage = 2;
const int NotAuthenticated = 4;
const int Canceled = 130;

return await DeployCommand.RunAsync(args, DeployAsync);

// The part to copy: creates a deployment, keeps its id, and waits until it completes.
static async Task<int> DeployAsync(DeployArguments arguments, CancellationToken cancellationToken)
{
    (long appId, long? deploymentId) = (arguments.AppId, arguments.DeploymentId);
    try
    {
        await using var display = DeploymentDisplay.Start(arguments);
        await using DemoService? demo = arguments.IsDemo ? await DemoService.StartAsync(arguments, display, cancellationToken) : null;
        using ILoggerFactory loggerFactory = LoggerFactory.Create(logging => logging.AddProvider(display));

        DeploymentsClientOptions options = demo?.ClientOptions ?? DeploymentsClientOptions.FromEnvironment();
        options.LoggerFactory = loggerFactory;
        using var client = new DeploymentsClient(options); // One client for the whole program.

        if (deploymentId is null)
        {
            var createOptions = new CreateDeploymentOptions { ConflictBehavior = ConflictBehavior.WaitAndRetry };
            Deployment created = await client.CreateAsync(appId, arguments.Request, createOptions, cancellationToken);
            deploymentId = created.Id; // Store the id here, so that another process can resume the wait.
        }

        Deployment completed = await client.WaitForCompletionAsync(appId, deploymentId.Value, progress: display, cancellationToken: cancellationToken);
        completed.EnsureSucceeded();
        return Succeeded;
    }
    catch (SpiceException exception)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return exception is SpiceAuthenticationException ? NotAuthenticated : NotSucceeded;
    }
    catch (OperationCanceledException)
    {
        await Console.Error.WriteLineAsync(deploymentId is null
            ? "Canceled. Whether a deployment was created is unknown; list the app's deployments before you deploy again."
            : $"Canceled. Deployment {deploymentId} continues; to resume the wait, run this program with --app {appId} --resume {deploymentId}.");
        return Canceled;
    }
    catch (Exception exception) when (exception is ArgumentException or OptionsValidationException or InvalidOperationException)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return WrongUsage;
    }
}
