using DeployFleet;
using DeployFleet.Apps;
using DeployFleet.CommandLine;
using DeployFleet.Display;
using DeployFleet.Interruption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;

const int Succeeded = 0;
const int NotSucceeded = 1;
const int WrongUsage = 2;
const int NotAuthenticated = 4;
const int Canceled = 130;

return await FleetCommand.RunAsync(args, RunAsync);

static async Task<int> RunAsync(FleetArguments arguments, CancellationToken cancellationToken)
{
    try
    {
        await using EmulatedFleet? emulated = FleetCredentials.AreSet ? null : await EmulatedFleet.StartAsync(arguments, cancellationToken);
        return emulated is not null && arguments.KillAfter is not null
            ? await InterruptedRun.RunAsync(emulated, arguments, cancellationToken)
            : await RollOutAsync(emulated?.ClientOptions ?? FleetCredentials.GetClientOptions(), arguments, emulated is not null, cancellationToken);
    }
    catch (SpiceException exception)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return exception is SpiceAuthenticationException ? NotAuthenticated : NotSucceeded;
    }
    catch (OperationCanceledException)
    {
        await Console.Error.WriteLineAsync("Canceled.");
        return Canceled;
    }
    catch (Exception exception) when (exception is ArgumentException or OptionsValidationException or InvalidOperationException or IOException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return WrongUsage;
    }
}

// The part to copy: starts the rollout, or continues the one with the same id, waits for it, and reports.
static async Task<int> RollOutAsync(DeploymentsClientOptions clientOptions, FleetArguments arguments, bool isEmulated, CancellationToken cancellationToken)
{
    await using ServiceProvider services = FleetServices.Create(clientOptions, arguments.JournalDirectory);
    IRolloutClient rollouts = services.GetRequiredService<IRolloutClient>();
    IReadOnlyList<App> apps = await FleetApps.FindAsync(services.GetRequiredService<IAppsClient>(), arguments.AppIds, cancellationToken);
    RolloutRequest request = FleetRequest.Create(apps, arguments);
    FleetOutput.WriteHeading(rollouts.Plan(request), arguments, isEmulated);

    Rollout rollout;
    try
    {
        await rollouts.StartAsync(arguments.RolloutId, request, cancellationToken);
        await using var display = FleetDisplay.Start();
        rollout = await rollouts.WaitForCompletionAsync(arguments.RolloutId, display, cancellationToken);
    }
    catch (OperationCanceledException)
    {
        await Console.Error.WriteLineAsync(FleetOutput.DescribeCancellation(arguments, isEmulated));
        return Canceled;
    }

    var report = RolloutReport.Create(rollout);
    FleetOutput.WriteReport(report);
    await FleetOutput.SaveReportAsync(report, arguments);
    return rollout.Status is RolloutStatus.Succeeded ? Succeeded : NotSucceeded;
}
