namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>The requests that the emulator disturbs.</summary>
internal enum RequestTarget
{
    Create = 0,
    List,
    Get,
    Token,
}
