using System.Text.Json;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Creation;

/// <summary>A test of intents: the intent is stored as JSON, and another client with a stored copy is another process.</summary>
public abstract class IntentTest : EmulatorTest
{
    protected static readonly CreateDeploymentRequest Request = new() { Branch = "main", CommitSha = "9f2c4e7", CommitMessage = "Add dataset" };

    /// <summary>30 s to send, 30 s for the attempt, and 15 s for the deployment to be listed.</summary>
    protected const double SettlingSeconds = 75;

    private readonly List<string> _stored = [];
    private readonly List<int> _createsBeforeSave = [];

    /// <summary>The stored intents, oldest first.</summary>
    protected IReadOnlyList<DeploymentIntent> Saved => [.. _stored.Select(json => JsonSerializer.Deserialize<DeploymentIntent>(json)!)];

    /// <summary>How many creates had been sent when each intent was stored.</summary>
    protected IReadOnlyList<int> CreatesBeforeSave => _createsBeforeSave;

    /// <summary>Reads the last stored intent, as another process does.</summary>
    protected DeploymentIntent Load() => Saved[^1];

    /// <summary>Prepares an intent and stores it.</summary>
    protected async Task<DeploymentIntent> PrepareAsync(CreateDeploymentRequest? request = null)
    {
        DeploymentIntent intent = await Client.PrepareAsync(AppId, request ?? Request, CancellationToken);
        await SaveAsync(intent, CancellationToken);
        return intent;
    }

    protected Task SaveAsync(DeploymentIntent intent, CancellationToken cancellationToken)
    {
        _stored.Add(JsonSerializer.Serialize(intent));
        _createsBeforeSave.Add(GetRequestTimes("POST").Count);
        return Task.CompletedTask;
    }

    protected CreateDeploymentOptions WithSave(ConflictBehavior behavior = ConflictBehavior.Throw) => new() { ConflictBehavior = behavior, SaveIntent = SaveAsync };

    /// <summary>Creates as another process does, from the stored intent.</summary>
    protected Task<Deployment> ResumeAsync(CreateDeploymentOptions? options = null, DeploymentsClient? client = null) =>
        Clock.RunAsync((client ?? CreateClient()).CreateAsync(Load(), options ?? WithSave(), CancellationToken));

    protected override DeploymentsClientOptions CreateOptions()
    {
        DeploymentsClientOptions options = base.CreateOptions();
        options.AttemptTimeout = TimeSpan.FromSeconds(30);
        return options;
    }
}
