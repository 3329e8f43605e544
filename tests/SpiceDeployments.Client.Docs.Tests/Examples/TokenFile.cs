using SpiceDeployments.Client;

namespace DocsExamples;

internal sealed class TokenFile(string path) : IAccessTokenSource
{
    public async ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken) =>
        (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
}
