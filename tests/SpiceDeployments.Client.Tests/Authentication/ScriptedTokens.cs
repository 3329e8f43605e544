namespace SpiceDeployments.Client.Tests.Authentication;

/// <summary>A token source as a user writes one: gives these tokens, each until it is refused, and then the last one for good.</summary>
internal sealed class ScriptedTokens(params string[] tokens) : IAccessTokenSource, IDisposable
{
    private int _index;

    /// <summary>What the client said each time that it asked: the token that was refused, or null.</summary>
    public List<string?> Asked { get; } = [];

    public bool IsDisposed { get; private set; }

    public ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken)
    {
        Asked.Add(rejectedToken);
        _index += rejectedToken == tokens[_index] && _index < tokens.Length - 1 ? 1 : 0;
        return ValueTask.FromResult(tokens[_index]);
    }

    public void Dispose() => IsDisposed = true;
}
