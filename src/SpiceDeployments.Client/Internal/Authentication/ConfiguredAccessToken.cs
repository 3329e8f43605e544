namespace SpiceDeployments.Client.Internal.Authentication;

/// <summary>The access token of the options, read for each request, because the program may reload its configuration.</summary>
internal sealed class ConfiguredAccessToken(Func<string> read) : IAccessTokenSource
{
    public ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken) => ValueTask.FromResult(read());

    public void Dispose()
    {
        // Nothing to dispose.
    }
}
