using System.Globalization;
using System.Net;
using System.Text;
using SpiceDeployments.Client.Testing.Internal.Normalization;

namespace SpiceDeployments.Client.Testing;

/// <summary>A change that the service makes to the values of a deployment, so that it does not return them as they were sent.</summary>
/// <remarks>
/// <para>
/// The documents of the service do not say which changes it makes. Test with those that would affect your code, or with each of <see cref="All"/>. For an
/// app that is connected to a repository, see <see cref="EmulatedApp.ConnectedTo"/>.
/// </para>
/// <para>
/// Rules apply in order: those of <see cref="SpiceCloudEmulatorOptions.Normalization"/>, of <see cref="EmulatedApp.WithNormalization"/>, then of
/// <see cref="DeploymentScript.WithNormalization"/>. A rule changes the stored values, unless <see cref="InList"/> or <see cref="InCreateResponse"/> limits
/// it to one response. It applies to every deployment, whoever created it, and leaves a value that is not set as it is, except where its documentation
/// says otherwise.
/// </para>
/// </remarks>
/// <example>
/// A service that completes the commit, cuts the message, records another source, and lists no channel:
/// <code>
/// cloud.AddApp(42).WithNormalization(
///     NormalizationRule.ResolveCommit,
///     NormalizationRule.TruncateMessage(72, ellipsis: "…"),
///     NormalizationRule.Change(values => values with { CreationSource = "sdk" }),
///     NormalizationRule.Change(values => values with { Channel = null }).InList());
/// </code>
/// </example>
public sealed class NormalizationRule
{
    private static readonly string[] BranchPrefixes = ["refs/heads/", "refs/remotes/origin/", "origin/"];

    private readonly string _name;
    private readonly Func<DeploymentValues, DeploymentValues> _change;

    private NormalizationRule(string name, Func<DeploymentValues, DeploymentValues> change, NormalizationStage stage = NormalizationStage.Stored)
    {
        _name = name;
        _change = change;
        Stage = stage;
    }

    /// <summary>
    /// Stores a full commit id of 40 digits. An abbreviated id of 7 digits or more is completed, in lower case; any other text, such as a branch, a tag or
    /// HEAD, is resolved. The digits are made up, and equal for equal texts.
    /// </summary>
    public static NormalizationRule ResolveCommit { get; } = OfCommit(nameof(ResolveCommit), commit => MadeUpDigits.ResolveCommit(commit, repository: ""));

    /// <summary>Stores the commit in upper case.</summary>
    public static NormalizationRule UpperCaseCommit { get; } = OfCommit(nameof(UpperCaseCommit), commit => commit.ToUpperInvariant());

    /// <summary>Stores the first line of the message.</summary>
    public static NormalizationRule FirstLineOfMessage { get; } = OfMessage(nameof(FirstLineOfMessage), message => message.ReplaceLineEndings("\n").Split('\n')[0]);

    /// <summary>Removes white space around the message.</summary>
    public static NormalizationRule TrimMessage { get; } = OfMessage(nameof(TrimMessage), message => message.Trim());

    /// <summary>Replaces each sequence of white space in the message, including line breaks, by one space, and removes white space around the message.</summary>
    public static NormalizationRule CollapseMessageWhiteSpace { get; } =
        OfMessage(nameof(CollapseMessageWhiteSpace), message => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>Replaces each line break in the message by <c>\n</c>.</summary>
    public static NormalizationRule NormalizeMessageLineEndings { get; } = OfMessage(nameof(NormalizeMessageLineEndings), message => message.ReplaceLineEndings("\n"));

    /// <summary>Stores the message in Unicode normalization form C, in which é is one character.</summary>
    public static NormalizationRule ComposeMessage { get; } = OfMessage(nameof(ComposeMessage), message => message.Normalize(NormalizationForm.FormC));

    /// <summary>Escapes the message as HTML does: <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c> and quotation marks.</summary>
    public static NormalizationRule EscapeMessage { get; } = OfMessage(nameof(EscapeMessage), message => WebUtility.HtmlEncode(message));

    /// <summary>Removes <c>refs/heads/</c>, <c>refs/remotes/origin/</c> or <c>origin/</c> from the beginning of the branch.</summary>
    public static NormalizationRule RemoveBranchPrefix { get; } = OfBranch(nameof(RemoveBranchPrefix), RemovePrefix);

    /// <summary>Escapes the branch as in an address: <c>feature/x</c> becomes <c>feature%2Fx</c>.</summary>
    public static NormalizationRule EscapeBranch { get; } = OfBranch(nameof(EscapeBranch), Uri.EscapeDataString);

    /// <summary>Stores the branch in lower case.</summary>
    public static NormalizationRule LowerCaseBranch { get; } = OfBranch(nameof(LowerCaseBranch), branch => branch.ToLowerInvariant());

    /// <summary>Adds a digest to the image tag: <c>2.3.2</c> becomes <c>2.3.2@sha256:…</c>. The digest is made up, and equal for equal tags.</summary>
    public static NormalizationRule AddImageDigest { get; } =
        OfImageTag(nameof(AddImageDigest), tag => tag + "@sha256:" + MadeUpDigits.CreateDigest(tag));

    /// <summary>Stores the time of the creation in whole seconds, rounded down.</summary>
    public static NormalizationRule TruncateCreatedAt { get; } =
        new(nameof(TruncateCreatedAt), values => values with { CreatedAt = values.CreatedAt?.AddTicks(-(values.CreatedAt.Value.Ticks % TimeSpan.TicksPerSecond)) });

    /// <summary>A rule of each kind, with usual arguments, for tests that run with each of them. <see cref="ToString"/> names a rule.</summary>
    public static IReadOnlyList<NormalizationRule> All { get; } =
    [
        ResolveCommit,
        UpperCaseCommit,
        TruncateMessage(20),
        TruncateMessage(20, "…"),
        FirstLineOfMessage,
        TrimMessage,
        CollapseMessageWhiteSpace,
        NormalizeMessageLineEndings,
        ComposeMessage,
        EscapeMessage,
        ReplaceMessage("Merge pull request #7"),
        AddBranchPrefix(),
        AddBranchPrefix("origin/"),
        RemoveBranchPrefix,
        EscapeBranch,
        LowerCaseBranch,
        FillBranch("main"),
        ResolveImageTag("latest", "2.1.0"),
        ResolveImageTag("v2", "2.0.3"),
        AddImageDigest,
        LimitReplicas(1),
        FillChannel("stable"),
        RenameCreationSource("cli"),
        RenameCreationSource("API"),
        RenameCreationSource("sdk"),
        RenameCreationSource(null),
        TruncateCreatedAt,
        TruncateMessage(20).InList(),
        new NormalizationRule("OmitSource", OmitSource).InList(),
        new NormalizationRule("OmitSettings", OmitSettings).InList(),
        new NormalizationRule("OmitSource", OmitSource).InCreateResponse(),
        new NormalizationRule("OmitSettings", OmitSettings).InCreateResponse(),
    ];

    internal NormalizationStage Stage { get; }

    /// <summary>Cuts the message to a number of characters.</summary>
    /// <param name="maxCharacters">The number of UTF-16 characters that are kept, including the ellipsis, 0 or more.</param>
    /// <param name="ellipsis">The end of a message that was cut, such as <c>…</c> or <c>...</c>.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxCharacters"/> is less than the length of <paramref name="ellipsis"/>.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="ellipsis"/> is <c>null</c>.</exception>
    public static NormalizationRule TruncateMessage(int maxCharacters, string ellipsis = "")
    {
        ArgumentNullException.ThrowIfNull(ellipsis);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCharacters, ellipsis.Length);
        return OfMessage(
            Describe(nameof(TruncateMessage), maxCharacters, ellipsis),
            message => message.Length <= maxCharacters ? message : string.Concat(message.AsSpan(0, maxCharacters - ellipsis.Length), ellipsis));
    }

    /// <summary>Replaces the message by another one, such as that of the commit in the repository.</summary>
    /// <param name="message">The message that is stored, also if none was sent.</param>
    /// <returns>The rule.</returns>
    public static NormalizationRule ReplaceMessage(string? message) =>
        new(Describe(nameof(ReplaceMessage), message), values => values with { CommitMessage = message });

    /// <summary>Adds a prefix to the branch, unless the branch has it.</summary>
    /// <param name="prefix">The prefix, such as <c>refs/heads/</c> or <c>origin/</c>.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="prefix"/> is <c>null</c>.</exception>
    public static NormalizationRule AddBranchPrefix(string prefix = "refs/heads/")
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return OfBranch(Describe(nameof(AddBranchPrefix), prefix), branch => branch.StartsWith(prefix, StringComparison.Ordinal) ? branch : prefix + branch);
    }

    /// <summary>Stores the default branch if the branch is blank or was not sent.</summary>
    /// <param name="defaultBranch">The default branch.</param>
    /// <returns>The rule.</returns>
    public static NormalizationRule FillBranch(string defaultBranch) => new(
        Describe(nameof(FillBranch), defaultBranch),
        values => string.IsNullOrWhiteSpace(values.Branch) ? values with { Branch = defaultBranch } : values);

    /// <summary>Stores another image tag in place of one that was sent.</summary>
    /// <param name="tag">The tag that was sent, case-sensitive, such as <c>latest</c> or <c>v2</c>.</param>
    /// <param name="resolvedTag">The tag that is stored, such as <c>2.1.0</c>.</param>
    /// <returns>The rule.</returns>
    public static NormalizationRule ResolveImageTag(string tag, string resolvedTag) =>
        OfImageTag(Describe(nameof(ResolveImageTag), tag, resolvedTag), sent => string.Equals(sent, tag, StringComparison.Ordinal) ? resolvedTag : sent);

    /// <summary>Reduces the number of replicas to the limit of a plan.</summary>
    /// <param name="maxReplicas">The greatest number that is stored.</param>
    /// <returns>The rule.</returns>
    public static NormalizationRule LimitReplicas(int maxReplicas) => new(
        Describe(nameof(LimitReplicas), maxReplicas),
        values => values.Replicas > maxReplicas ? values with { Replicas = maxReplicas } : values);

    /// <summary>Stores a channel if none was sent.</summary>
    /// <param name="channel">The channel of the app.</param>
    /// <returns>The rule.</returns>
    public static NormalizationRule FillChannel(string channel) =>
        new(Describe(nameof(FillChannel), channel), values => values with { Channel = values.Channel ?? channel });

    /// <summary>Stores another source in place of <c>api</c>. Other sources are unchanged.</summary>
    /// <param name="creationSource">The source, such as <c>cli</c>, <c>API</c> or <c>sdk</c>. If <c>null</c>, no source is stored.</param>
    /// <returns>The rule.</returns>
    public static NormalizationRule RenameCreationSource(string? creationSource) => new(
        Describe(nameof(RenameCreationSource), creationSource),
        values => string.Equals(values.CreationSource, "api", StringComparison.Ordinal) ? values with { CreationSource = creationSource } : values);

    /// <summary>Creates a rule for any other change.</summary>
    /// <param name="change">
    /// Returns the changed values. It is called for each deployment or, for a rule that is limited to a response, for each such response; possibly by several
    /// threads.
    /// </param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is <c>null</c>.</exception>
    public static NormalizationRule Change(Func<DeploymentValues, DeploymentValues> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new NormalizationRule(nameof(Change), change);
    }

    /// <summary>Limits the rule to the records of a list. A value that the rule sets to <c>null</c> is omitted from the record.</summary>
    /// <returns>A rule that leaves the stored values and other responses unchanged.</returns>
    public NormalizationRule InList() => new($"{_name}.{nameof(InList)}", _change, NormalizationStage.List);

    /// <summary>Limits the rule to the response to a create. A value that the rule sets to <c>null</c> is omitted from the response.</summary>
    /// <returns>A rule that leaves the stored values and other responses unchanged.</returns>
    public NormalizationRule InCreateResponse() => new($"{_name}.{nameof(InCreateResponse)}", _change, NormalizationStage.CreateResponse);

    /// <summary>Returns the name of the rule with its arguments.</summary>
    /// <returns>A text such as <c>TruncateMessage(20, …)</c> or <c>ResolveCommit.InList</c>.</returns>
    public override string ToString() => _name;

    /// <exception cref="ArgumentException"><paramref name="rules"/> is <c>null</c> or contains <c>null</c>.</exception>
    internal static IReadOnlyList<NormalizationRule> Copy(NormalizationRule[] rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.Contains(null) ? throw new ArgumentException("The rules must contain no null.", nameof(rules)) : [.. rules];
    }

    internal DeploymentValues Apply(DeploymentValues values) =>
        _change(values) ?? throw new InvalidOperationException($"The normalization rule {_name} returned null.");

    private static NormalizationRule OfCommit(string name, Func<string, string> change) =>
        new(name, values => values with { CommitSha = ChangeIfSet(values.CommitSha, change) });

    private static NormalizationRule OfMessage(string name, Func<string, string> change) =>
        new(name, values => values with { CommitMessage = ChangeIfSet(values.CommitMessage, change) });

    private static NormalizationRule OfBranch(string name, Func<string, string> change) =>
        new(name, values => values with { Branch = ChangeIfSet(values.Branch, change) });

    private static NormalizationRule OfImageTag(string name, Func<string, string> change) =>
        new(name, values => values with { ImageTag = ChangeIfSet(values.ImageTag, change) });

    private static string? ChangeIfSet(string? value, Func<string, string> change) => string.IsNullOrWhiteSpace(value) ? value : change(value);

    private static string RemovePrefix(string branch) =>
        Array.Find(BranchPrefixes, prefix => branch.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix ? branch[prefix.Length..] : branch;

    private static DeploymentValues OmitSource(DeploymentValues values) => values with { Branch = null, CommitSha = null, CommitMessage = null };

    private static DeploymentValues OmitSettings(DeploymentValues values) => values with { ImageTag = null, Channel = null, Replicas = null, CreationSource = null };

    private static string Describe(string name, params object?[] arguments)
    {
        IEnumerable<string?> texts = arguments.Select(argument => Convert.ToString(argument ?? "null", CultureInfo.InvariantCulture));
        return $"{name}({string.Join(", ", texts.Where(text => text is not ""))})";
    }
}
