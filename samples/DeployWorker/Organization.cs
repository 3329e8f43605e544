namespace DeployWorker;

/// <summary>An organization, whose client has its name as the key, and the app of it that is deployed.</summary>
internal sealed record Organization(string Name, long AppId);
