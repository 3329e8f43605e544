// Creates a deployment from the intent in a file, as a durable program does, so that a test can kill or freeze the program at any point.
// Usage: SpiceDeployments.Client.KillRunner FILE ADDRESS TOKEN APP. Each step is a line of the output. The environment variable PAUSE_AT names points of PausePoint.
// Exit codes: 0 the deployment has completed; 1 the client threw an exception; 3 another process has changed the file.
using System.Globalization;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Internal.Creation;
using SpiceDeployments.Client.KillRunner;

const int Failed = 1;
const int Conflict = 3;

Console.WriteLine("started");
PausePoint.Reach(PausePoint.Start);
var file = new IntentFile(args[0]);
using var client = new DeploymentsClient(new DeploymentsClientOptions
{
    BaseAddress = new Uri(args[1]),
    AccessToken = args[2],
    AttemptTimeout = TimeSpan.FromSeconds(2),
    IntentTiming = new IntentTiming(SendWindow: TimeSpan.FromSeconds(2), VisibilityGracePeriod: TimeSpan.FromSeconds(2)),
    LoggerFactory = new LineLogger(),
    Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(100), MaxDelay = TimeSpan.FromSeconds(1) },
    PrimaryHandler = () => new SendingHandler(file),
});
try
{
    StoredIntent? stored = file.Read();
    DeploymentIntent intent = stored?.Intent ?? await PrepareAsync(long.Parse(args[3], CultureInfo.InvariantCulture));
    long deploymentId = stored?.DeploymentId ?? await CreateAsync(intent);
    Deployment completed = await client.WaitForCompletionAsync(intent.AppId, deploymentId);
    Console.WriteLine($"completed {completed.Id}: {completed.Status}");
    return 0;
}
catch (SpiceException exception)
{
    Console.WriteLine($"failed: {exception.GetType().Name}: {exception.Message}");
    return Failed;
}
catch (IntentFileException exception)
{
    Console.WriteLine($"conflict: {exception.Message}");
    return Conflict;
}

async Task<DeploymentIntent> PrepareAsync(long appId)
{
    DeploymentIntent prepared = await client.PrepareAsync(appId, new CreateDeploymentRequest { Branch = "main" });
    Console.WriteLine("prepared");
    await SaveAsync(prepared, CancellationToken.None);
    return prepared;
}

async Task<long> CreateAsync(DeploymentIntent intent)
{
    var options = new CreateDeploymentOptions { ConflictBehavior = ConflictBehavior.WaitAndRetry, SaveIntent = SaveAsync };
    Deployment created = await client.CreateAsync(intent, options);
    PausePoint.Reach(PausePoint.BeforeStoreId);
    file.Write(intent, created.Id);
    Console.WriteLine($"stored deployment {created.Id}");
    return created.Id;
}

Task SaveAsync(DeploymentIntent prepared, CancellationToken cancellationToken)
{
    PausePoint.Reach(PausePoint.BeforeSave);
    int version = file.Write(prepared, deploymentId: null);
    Console.WriteLine($"stored intent, version {version}");
    PausePoint.Reach(PausePoint.AfterSave);
    return Task.CompletedTask;
}
