namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>A message of a queue in an example.</summary>
public sealed record DeployMessage(string Id, long AppId, string Commit, Func<Task> CompleteAsync);
