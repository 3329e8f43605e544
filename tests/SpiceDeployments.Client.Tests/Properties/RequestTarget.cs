namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>The requests that a fault applies to.</summary>
internal enum RequestTarget
{
    Create = 0,
    List,
    Get,
    Token,
}
