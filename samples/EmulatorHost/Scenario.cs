namespace EmulatorHost;

/// <summary>What a scenario file says. Names in the file start with a small letter; what has no default here must be said.</summary>
internal sealed record Scenario
{
    public static Scenario OneApp { get; } = new() { Apps = [new App(42)] };

    public IReadOnlyList<Client> Clients { get; init; } = [];

    public IReadOnlyList<Token> Tokens { get; init; } = [];

    public IReadOnlyList<App> Apps { get; init; } = [];

    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>An OAuth client, which exchanges its secret for tokens.</summary>
    public sealed record Client(string Id, string Secret, IReadOnlyList<string> Scopes);

    /// <summary>A token, made at the start and printed by its name. Without an organization it reaches every app.</summary>
    public sealed record Token(string Name, IReadOnlyList<string> Scopes, string? Organization = null);

    /// <summary>An app. Its deployments are those to come, in order; the ones after them succeed after half a minute.</summary>
    public sealed record App(long Id, string? Name = null, string? Organization = null, IReadOnlyList<Deployment>? Deployments = null);

    /// <summary>How a deployment goes: it succeeds, unless it fails or never ends.</summary>
    public sealed record Deployment(TimeSpan? QueuedFor = null, TimeSpan? RunsFor = null, Failure? Fails = null, bool NeverCompletes = false);

    public sealed record Failure(string Message, string? Code = null);

    /// <summary>What happens to some requests, the next one unless said. <see cref="FaultKind.Fail"/> alone has a status, 503 unless said, and a retry-after.</summary>
    public sealed record Fault(FaultTarget On, FaultKind Does, int After = 0, int Times = 1, int? Status = null, TimeSpan? RetryAfter = null);

    internal enum FaultTarget
    {
        Any,
        Create,
        List,
        Get,
        Token,
    }

    internal enum FaultKind
    {
        Fail,
        DropResponse,
        TruncateBody,
        RespondWithHtml,
        Reset,
        Hang,
    }
}
