using DeployAndWait.Demo;
using DeployAndWait.Display;
using SpiceDeployments.Client;

namespace DeployAndWait;

/// <summary>One run of the sample: picks the emulator or the real service, deploys there, and shows how it goes.</summary>
internal sealed class SampleRun(IDisplay display)
{
    private readonly ProgressRecorder _progress = new(display);
    private long _appId;
    private bool _isEmulated;

    /// <summary>The deployment that was seen last and had not ended. Null when there is none.</summary>
    public UnfinishedDeployment? Unfinished =>
        _progress.Latest is { IsTerminal: false } deployment ? new UnfinishedDeployment(_appId, deployment.Id, _isEmulated) : null;

    public Task DeployAsync(Arguments arguments, CancellationToken cancellationToken) =>
        arguments.AppId is { } appId
            ? DeployToServiceAsync(appId, arguments, cancellationToken)
            : DeployToEmulatorAsync(arguments.Story ?? Story.Success, arguments.ChaosSeed, cancellationToken);

    private async Task DeployToEmulatorAsync(Story story, int chaosSeed, CancellationToken cancellationToken)
    {
        await using EmulatedCloud cloud = await EmulatedCloud.StartAsync(story, chaosSeed, cancellationToken);
        _appId = EmulatedCloud.AppId;
        _isEmulated = true;
        display.Say($"The Spice Cloud emulator runs in this process, at {cloud.ClientOptions.BaseAddress}: no account is needed, nothing real is deployed.");
        if (cloud.OtherDeployment is { } other)
        {
            display.Say($"Somebody else has started deployment {other.Id} of app {_appId} in the {other.CreationSource}; it has to end first.");
        }

        display.Say(RequestText.Of(_appId, EmulatedCloud.Request));
        await ShowAsync(NewDeployer(cloud.ClientOptions).DeployAsync(_appId, EmulatedCloud.Request, cancellationToken));
        foreach (string request in cloud.BrokenRequests)
        {
            display.Say($"Survived: {request}");
        }
    }

    private async Task DeployToServiceAsync(long appId, Arguments arguments, CancellationToken cancellationToken)
    {
        DeploymentsClientOptions options = RealService.ReadOptions();
        Deployer deployer = NewDeployer(options);
        _appId = appId;
        if (arguments.ResumeId is { } deploymentId)
        {
            display.Say($"Waiting for deployment {deploymentId} of app {appId} at {options.BaseAddress}.");
            await ShowAsync(deployer.ResumeAsync(appId, deploymentId, cancellationToken));
        }
        else
        {
            display.Say($"The service is {options.BaseAddress}.");
            display.Say(RequestText.Of(appId, arguments.Request));
            await ShowAsync(deployer.DeployAsync(appId, arguments.Request, cancellationToken));
        }
    }

    private Deployer NewDeployer(DeploymentsClientOptions options) => new(options, _progress, new DisplayLogger(display));

    /// <summary>Shows the deployment until it ends, and then its summary, whatever the end was.</summary>
    private async Task ShowAsync(Task<Deployment> deploying)
    {
        try
        {
            await display.FollowAsync(deploying);
        }
        finally
        {
            if (_progress.Latest is { IsTerminal: true } ended)
            {
                display.Summarize(DeploymentSummary.Of(ended));
            }
        }
    }
}
