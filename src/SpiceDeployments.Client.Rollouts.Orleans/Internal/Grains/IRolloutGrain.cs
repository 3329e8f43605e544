namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;

/// <summary>A rollout, whose key is its id.</summary>
[Alias("SpiceDeployments.IRolloutGrain")]
internal interface IRolloutGrain : IGrainWithStringKey
{
    /// <summary>Starts the rollout, or continues the one that exists.</summary>
    /// <param name="request">The request, as JSON.</param>
    [Alias("Start")]
    Task<CommandOutcome> StartAsync(string request);

    [Alias("Pause")]
    Task<CommandOutcome> PauseAsync();

    [Alias("Resume")]
    Task<CommandOutcome> ResumeAsync();

    [Alias("Stop")]
    Task<CommandOutcome> StopAsync(string? reason);

    [Alias("RetryFailed")]
    Task<CommandOutcome> RetryFailedAsync();

    [Alias("RollBack")]
    Task<CommandOutcome> RollBackAsync();

    /// <summary>Continues the rollout on this silo, unless it runs, has completed, or does not exist.</summary>
    [Alias("Continue")]
    Task ContinueAsync();

    /// <summary>Returns the next lines of the journal after a version.</summary>
    [Alias("Read")]
    Task<JournalPart> ReadAsync(int version);

    /// <summary>Does the same, but waits at the end of the journal until lines are appended, or for some seconds.</summary>
    [Alias("ReadNext")]
    [ResponseTimeout("00:00:30")]
    Task<JournalPart> ReadNextAsync(int version);

    /// <summary>Whether the rollout has an app in flight.</summary>
    [Alias("IsDeploying")]
    Task<bool> IsDeployingAsync(string? organization, long appId);
}
