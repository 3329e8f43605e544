using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>A change of the values of deployments. Each rule has other properties.</summary>
internal sealed record ScenarioNormalization
{
    private static readonly Dictionary<NormalizationKind, Format> Formats = new()
    {
        [NormalizationKind.ResolveCommit] = new(_ => NormalizationRule.ResolveCommit),
        [NormalizationKind.UpperCaseCommit] = new(_ => NormalizationRule.UpperCaseCommit),
        [NormalizationKind.TruncateMessage] = new(rule => NormalizationRule.TruncateMessage(rule.MaxCharacters!.Value, rule.Ellipsis ?? ""), ["maxCharacters"], ["ellipsis"]),
        [NormalizationKind.FirstLineOfMessage] = new(_ => NormalizationRule.FirstLineOfMessage),
        [NormalizationKind.TrimMessage] = new(_ => NormalizationRule.TrimMessage),
        [NormalizationKind.CollapseMessageWhiteSpace] = new(_ => NormalizationRule.CollapseMessageWhiteSpace),
        [NormalizationKind.NormalizeMessageLineEndings] = new(_ => NormalizationRule.NormalizeMessageLineEndings),
        [NormalizationKind.ComposeMessage] = new(_ => NormalizationRule.ComposeMessage),
        [NormalizationKind.EscapeMessage] = new(_ => NormalizationRule.EscapeMessage),
        [NormalizationKind.ReplaceMessage] = new(rule => NormalizationRule.ReplaceMessage(rule.Message), optional: ["message"]),
        [NormalizationKind.AddBranchPrefix] = new(rule => NormalizationRule.AddBranchPrefix(rule.Prefix ?? "refs/heads/"), optional: ["prefix"]),
        [NormalizationKind.RemoveBranchPrefix] = new(_ => NormalizationRule.RemoveBranchPrefix),
        [NormalizationKind.EscapeBranch] = new(_ => NormalizationRule.EscapeBranch),
        [NormalizationKind.LowerCaseBranch] = new(_ => NormalizationRule.LowerCaseBranch),
        [NormalizationKind.FillBranch] = new(rule => NormalizationRule.FillBranch(rule.DefaultBranch!), ["defaultBranch"]),
        [NormalizationKind.ResolveImageTag] = new(rule => NormalizationRule.ResolveImageTag(rule.Tag!, rule.ResolvedTag!), ["tag", "resolvedTag"]),
        [NormalizationKind.AddImageDigest] = new(_ => NormalizationRule.AddImageDigest),
        [NormalizationKind.LimitReplicas] = new(rule => NormalizationRule.LimitReplicas(rule.MaxReplicas!.Value), ["maxReplicas"]),
        [NormalizationKind.FillChannel] = new(rule => NormalizationRule.FillChannel(rule.Channel!), ["channel"]),
        [NormalizationKind.RenameCreationSource] = new(rule => NormalizationRule.RenameCreationSource(rule.CreationSource), optional: ["creationSource"]),
        [NormalizationKind.TruncateCreatedAt] = new(_ => NormalizationRule.TruncateCreatedAt),
        [NormalizationKind.Omit] = new(rule => NormalizationRule.Change(values => rule.Fields!.Aggregate(values, Omit)), ["fields"]),
    };

    internal enum Response
    {
        List,
        Create,
    }

    internal enum Field
    {
        ImageTag,
        Channel,
        Replicas,
        Branch,
        CommitSha,
        CommitMessage,
        CreationSource,
        CreatedAt,
    }

    public required NormalizationKind Rule { get; set; }

    /// <summary>The only response that is changed. If <c>null</c>, the stored values are.</summary>
    public Response? In { get; set; }

    public int? MaxCharacters { get; set; }

    public string? Ellipsis { get; set; }

    public string? Message { get; set; }

    public string? Prefix { get; set; }

    public string? DefaultBranch { get; set; }

    public string? Tag { get; set; }

    public string? ResolvedTag { get; set; }

    public int? MaxReplicas { get; set; }

    public string? Channel { get; set; }

    public string? CreationSource { get; set; }

    public IReadOnlyList<Field>? Fields { get; set; }

    private Dictionary<string, bool> Arguments => new(StringComparer.Ordinal)
    {
        ["maxCharacters"] = MaxCharacters is not null,
        ["ellipsis"] = Ellipsis is not null,
        ["message"] = Message is not null,
        ["prefix"] = Prefix is not null,
        ["defaultBranch"] = DefaultBranch is not null,
        ["tag"] = Tag is not null,
        ["resolvedTag"] = ResolvedTag is not null,
        ["maxReplicas"] = MaxReplicas is not null,
        ["channel"] = Channel is not null,
        ["creationSource"] = CreationSource is not null,
        ["fields"] = Fields is not null,
    };

    /// <exception cref="ScenarioException">The rule is not valid.</exception>
    public void Validate(ScenarioPlace place)
    {
        Format format = Formats[Rule];
        ScenarioArguments.Validate(place, ScenarioArguments.GetName(Rule), Arguments, format.Required, format.Optional);
        place.RequireAtLeast("maxCharacters", Ellipsis?.Length ?? 0, MaxCharacters);
        place.RequireAtLeast("maxReplicas", 0, MaxReplicas);
    }

    public NormalizationRule ToRule()
    {
        NormalizationRule rule = Formats[Rule].Create(this);
        return In switch
        {
            Response.List => rule.InList(),
            Response.Create => rule.InCreateResponse(),
            _ => rule,
        };
    }

    private static DeploymentValues Omit(DeploymentValues values, Field field) => field switch
    {
        Field.ImageTag => values with { ImageTag = null },
        Field.Channel => values with { Channel = null },
        Field.Replicas => values with { Replicas = null },
        Field.Branch => values with { Branch = null },
        Field.CommitSha => values with { CommitSha = null },
        Field.CommitMessage => values with { CommitMessage = null },
        Field.CreationSource => values with { CreationSource = null },
        _ => values with { CreatedAt = null },
    };

    /// <summary>The properties of a rule.</summary>
    private sealed class Format(Func<ScenarioNormalization, NormalizationRule> create, string[]? required = null, string[]? optional = null)
    {
        public Func<ScenarioNormalization, NormalizationRule> Create => create;

        public string[] Required => required ?? [];

        public string[] Optional => optional ?? [];
    }
}
