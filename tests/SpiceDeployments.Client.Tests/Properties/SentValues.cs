using CsCheck;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>Generates create requests, and compares what the service lists with what was sent, as <c>docs/errors.md</c> documents it.</summary>
internal static class SentValues
{
    public const string FullCommit = "9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345";
    public const string Branch = "Feature/X";

    private const string ShortCommit = "9f2c4e7";

    /// <summary>A message that every rule changes: two lines, more than 20 characters, spaces around it, a decomposed é, and a character that HTML escapes.</summary>
    private const string Message = " Fix <total> of caf\u0065\u0301 orders\r\n\r\nBuild 17 ";

    private static readonly string[] Prefixes = ["refs/heads/", "refs/remotes/origin/", "origin/"];

    public static readonly Gen<CreateDeploymentRequest> Any = Gen.Frequency(
        (1, Gen.Const(new CreateDeploymentRequest())),
        (1, Gen.Const(new CreateDeploymentRequest { Branch = Branch })),
        (4, AnyValues()));

    private static Gen<CreateDeploymentRequest> AnyValues() =>
        from commit in Gen.OneOf(FullCommit, FullCommit.ToUpperInvariant(), ShortCommit, ShortCommit, "v1.4.0", "HEAD", null, null)
        from message in Gen.OneOf(null, "Build 17", Message)
        from branch in Gen.OneOf(null, "", "main", Branch, "refs/heads/main", "origin/main")
        from imageTag in Gen.OneOf(null, null, "latest", "v2", "2.1.0")
        from replicas in Gen.OneOf((int?)null, null, 1, 3)
        from channel in Gen.OneOf(null, null, "preview")
        select new CreateDeploymentRequest { CommitSha = commit, CommitMessage = message, Branch = branch, ImageTag = imageTag, Replicas = replicas, Channel = channel };

    /// <summary>The values of another program that sends the same request.</summary>
    public static DeploymentValues ToValues(CreateDeploymentRequest request) => new()
    {
        CommitSha = request.CommitSha,
        CommitMessage = request.CommitMessage,
        Branch = request.Branch,
        ImageTag = request.ImageTag,
        Replicas = request.Replicas,
        Channel = request.Channel,
    };

    /// <summary>
    /// Whether a listed deployment is, by its values, the one of a request: every value that was sent is the same, and every other value follows from one that
    /// is.
    /// </summary>
    public static bool AreSame(CreateDeploymentRequest request, Deployment listed)
    {
        bool hasCommit = AreSame(request.CommitSha, listed.CommitSha, AreSameCommits) || AreSame(request.CommitMessage, listed.CommitMessage, AreSameTexts);
        bool hasSource = hasCommit || AreSame(request.Branch, listed.Branch, AreSameBranches) || AreSame(request.ImageTag, listed.ImageTag, AreSameTexts);
        return IsExplained(request.CommitSha, listed.CommitSha, AreSameCommits, hasCommit)
            && IsExplained(request.CommitMessage, listed.CommitMessage, AreSameTexts, hasCommit)
            && IsExplained(request.Branch, listed.Branch, AreSameBranches, isExplained: true)
            && IsExplained(request.ImageTag, listed.ImageTag, AreSameTexts, hasSource)
            && (request.Replicas is null ? hasSource || listed.Replicas is null : request.Replicas == listed.Replicas)
            && (request.Channel is null || listed.Channel is null || request.Channel.Equals(listed.Channel, StringComparison.OrdinalIgnoreCase))
            && (string.IsNullOrEmpty(listed.RawCreationSource) || listed.RawCreationSource.Equals("api", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsExplained(string? sent, string? listed, Func<string, string, bool> areSame, bool isExplained) =>
        string.IsNullOrWhiteSpace(sent) ? isExplained || string.IsNullOrWhiteSpace(listed) : AreSame(sent, listed, areSame);

    private static bool AreSame(string? sent, string? listed, Func<string, string, bool> areSame) =>
        !string.IsNullOrWhiteSpace(sent) && !string.IsNullOrWhiteSpace(listed) && areSame(sent.Trim(), listed.Trim());

    private static bool AreSameTexts(string sent, string listed) => sent == listed;

    private static bool AreSameCommits(string sent, string listed) =>
        sent == listed
        || (Math.Min(sent.Length, listed.Length) >= ShortCommit.Length
            && (sent + listed).All(char.IsAsciiHexDigit)
            && (sent.StartsWith(listed, StringComparison.OrdinalIgnoreCase) || listed.StartsWith(sent, StringComparison.OrdinalIgnoreCase)));

    private static bool AreSameBranches(string sent, string listed) => RemovePrefixes(sent) == RemovePrefixes(listed);

    private static string RemovePrefixes(string branch) =>
        Prefixes.FirstOrDefault(prefix => branch.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix ? RemovePrefixes(branch[prefix.Length..]) : branch;
}
