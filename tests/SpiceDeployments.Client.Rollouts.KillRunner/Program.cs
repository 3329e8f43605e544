// Runs a rollout whose journal is in a directory, so that a test can kill or freeze the program at any point.
// Usage: SpiceDeployments.Client.Rollouts.KillRunner DIRECTORY ADDRESS TOKEN ID APPS start|resume Stop|RollBack. Each step is a line of the output. The
// environment variable PAUSE_AT names points of PausePoint and of PausingStore.
// Exit codes: 0 the rollout has completed; 1 the client threw an exception; 3 another process runs the rollout.
using System.Globalization;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Internal.Creation;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Client.Rollouts.KillRunner;

const int Failed = 1;
const int Conflict = 3;

Console.WriteLine("started");
PausePoint.Reach(PausePoint.Start);
string id = args[3];
var logger = new LineLogger();
using var client = new DeploymentsClient(new DeploymentsClientOptions
{
    BaseAddress = new Uri(args[1]),
    AccessToken = args[2],
    AttemptTimeout = TimeSpan.FromSeconds(2),
    IntentTiming = new IntentTiming(SendWindow: TimeSpan.FromSeconds(1), VisibilityGracePeriod: TimeSpan.FromSeconds(1)),
    LoggerFactory = logger,
});
using var store = new FileRolloutStore(args[0]);
await using var rollouts = new RolloutClient(client, new PausingStore(store), loggerFactory: logger);
try
{
    await ContinueAsync();
    Rollout completed = await rollouts.WaitForCompletionAsync(id);
    Console.WriteLine($"completed: {completed.Status}");
    return 0;
}
catch (RolloutException exception) when (exception is RolloutStoreConflictException || exception.InnerException is RolloutStoreConflictException)
{
    Console.WriteLine($"conflict: {exception.Message} {exception.InnerException?.Message}");
    return Conflict;
}
catch (SpiceException exception)
{
    Console.WriteLine($"failed: {exception.GetType().Name}: {exception.Message} {exception.InnerException?.Message}");
    return Failed;
}

async Task ContinueAsync()
{
    bool isKnown = (await store.LoadAsync(id)).Count > 0;
    if (args[5] is "start" || !isKnown)
    {
        await rollouts.StartAsync(id, KillRequest.Create(int.Parse(args[4], CultureInfo.InvariantCulture), Enum.Parse<RolloutFailureAction>(args[6])));
    }
    else if (await rollouts.GetAsync(id) is { IsCompleted: false })
    {
        await rollouts.ResumeAsync(id);
    }
}
