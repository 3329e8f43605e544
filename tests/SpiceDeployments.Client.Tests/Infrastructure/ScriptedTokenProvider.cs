namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>Returns each token until it is rejected, and then the next one.</summary>
internal sealed class ScriptedTokenProvider(params string[] tokens) : AccessTokenProvider, IDisposable
{
    private int _index;

    /// <summary>The rejected token of each request, or <c>null</c>.</summary>
    public List<string?> Requests { get; } = [];

    /// <summary>When the tokens expire, or <c>null</c> if that is not known.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    public bool IsDisposed { get; private set; }

    public override ValueTask<AccessToken> GetTokenAsync(AccessTokenRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request.RejectedToken);
        _index += request.RejectedToken == tokens[_index] && _index < tokens.Length - 1 ? 1 : 0;
        return ValueTask.FromResult(new AccessToken(tokens[_index], ExpiresAt));
    }

    public void Dispose() => IsDisposed = true;
}
