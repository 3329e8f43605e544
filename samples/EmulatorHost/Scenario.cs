namespace EmulatorHost;

/// <summary>The content of a scenario file. Names in the file start with a lower-case letter. A property without a default is required.</summary>
internal sealed record Scenario
{
    public static Scenario OneApp { get; } = new() { Apps = [new App(42)] };

    public IReadOnlyList<App> Apps { get; init; } = [];

    public IReadOnlyList<Client> Clients { get; init; } = [];

    public IReadOnlyList<Token> Tokens { get; init; } = [];

    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>An app and its next deployments, in order. Later deployments succeed after 30 seconds.</summary>
    public sealed record App(
        long Id,
        string? Name = null,
        string? Organization = null,
        string? Repository = null,
        bool Paused = false,
        IReadOnlyList<Deployment>? Deployments = null,
        IReadOnlyList<Normalization>? Normalization = null);

    /// <summary>A change of the stored values of an app's deployments, or of the values in one response. Some rules need a value.</summary>
    public sealed record Normalization(NormalizationKind Rule, string? Value = null, NormalizedResponse? In = null);

    /// <summary>A deployment, which succeeds unless it fails or never completes.</summary>
    public sealed record Deployment(TimeSpan? QueuedFor = null, TimeSpan? RunsFor = null, Failure? Fails = null, bool NeverCompletes = false);

    public sealed record Failure(string Message, string? Code = null);

    /// <summary>An OAuth client, which exchanges its secret for tokens.</summary>
    public sealed record Client(string Id, string Secret, IReadOnlyList<string> Scopes);

    /// <summary>A token, which is printed at the start. Without an organization, it is valid for every app.</summary>
    public sealed record Token(string Name, IReadOnlyList<string> Scopes, string? Organization = null);

    /// <summary>A fault of some requests, by default of the next one. Only <see cref="FaultKind.Fail"/> has a status, default 503, and a Retry-After.</summary>
    public sealed record Fault(FaultTarget On, FaultKind Does, int Skip = 0, int Times = 1, int? Status = null, TimeSpan? RetryAfter = null);

    internal enum FaultTarget
    {
        Any,
        Create,
        List,
        Get,
        ListApps,
        GetApp,
        UpdateApp,
        PauseApp,
        ResumeApp,
        Token,
    }

    internal enum NormalizedResponse
    {
        List,
        Create,
    }

    internal enum NormalizationKind
    {
        ResolveCommit,
        UpperCaseCommit,
        TruncateMessage,
        FirstLineOfMessage,
        TrimMessage,
        CollapseMessageWhiteSpace,
        NormalizeMessageLineEndings,
        ComposeMessage,
        EscapeMessage,
        ReplaceMessage,
        AddBranchPrefix,
        RemoveBranchPrefix,
        EscapeBranch,
        LowerCaseBranch,
        FillBranch,
        AddImageDigest,
        LimitReplicas,
        FillChannel,
        RenameCreationSource,
        TruncateCreatedAt,
    }

    internal enum FaultKind
    {
        Fail,
        DropResponse,
        TruncateBody,
        RespondWithHtml,
        ResetConnection,
        Hang,
        HangAfterProcessing,
    }
}
