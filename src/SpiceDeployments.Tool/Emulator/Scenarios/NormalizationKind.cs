namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>The rules of <see cref="Client.Testing.NormalizationRule"/>, under their names.</summary>
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
    ResolveImageTag,
    AddImageDigest,
    LimitReplicas,
    FillChannel,
    RenameCreationSource,
    TruncateCreatedAt,

    /// <summary>Removes values. The delegate of <see cref="Client.Testing.NormalizationRule.Change"/> cannot be written in a file.</summary>
    Omit,
}
