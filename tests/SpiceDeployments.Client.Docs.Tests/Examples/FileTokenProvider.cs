using SpiceDeployments.Client;

namespace DocsExamples;

internal sealed class FileTokenProvider(string path) : AccessTokenProvider
{
    public override async ValueTask<AccessToken> GetTokenAsync(AccessTokenRequest request, CancellationToken cancellationToken)
    {
        string text = await File.ReadAllTextAsync(path, cancellationToken);
        return new AccessToken(text.Trim());
    }
}
