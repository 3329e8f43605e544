namespace SpiceDeployments.Client.Internal.Git;

/// <summary>A commit of a repository.</summary>
/// <param name="Id">The complete id.</param>
/// <param name="IsMerge">Whether the commit has several parents.</param>
/// <param name="Message">The first line of the message, or <c>null</c> if unknown or empty.</param>
internal sealed record GitCommit(string Id, bool IsMerge, string? Message);
