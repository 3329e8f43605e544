namespace SpiceDeployments.Client.Testing.Internal.Apps;

/// <summary>A secret of an app.</summary>
internal sealed record AppSecret(long Id, string Name, string Value, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
