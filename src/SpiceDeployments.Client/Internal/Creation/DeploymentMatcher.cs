using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Compares a listed deployment with a create request.</summary>
/// <remarks>
/// The service may store a value in another form: a project that is connected to GitHub resolves an abbreviated commit and adds the branch, the
/// commit and the message. A value is a mismatch only if it cannot be another form of what was sent. The service never returns <c>debug</c>.
/// </remarks>
internal static partial class DeploymentMatcher
{
    /// <summary>The length to which Git abbreviates a commit by default.</summary>
    private const int MinCommitLength = 7;

    private const int FullCommitLength = 40;
    private const int MinVersionNumbers = 2;

    /// <summary>How many times a branch may be escaped.</summary>
    private const int MaxEscapeLayers = 5;

    /// <summary>The longest tag that a registry accepts. A service may return any text.</summary>
    private const int MaxTagLength = 128;

    public static MatchResult Compare(Deployment deployment, CreateDeploymentRequest request)
    {
        MatchResult? commit = Compare(request.CommitSha, deployment.CommitSha, CompareCommit);
        MatchResult? message = Compare(request.CommitMessage, deployment.CommitMessage, CompareChangeable);
        MatchResult? branch = Compare(request.Branch, deployment.Branch, CompareBranch);
        MatchResult? imageTag = Compare(request.ImageTag, deployment.ImageTag, CompareImageTag);
        MatchResult? replicas = Compare(ToText(request.Replicas), ToText(deployment.Replicas), CompareChangeable);
        MatchResult? channel = IsBlank(deployment.Channel) ? null : Compare(request.Channel, deployment.Channel, CompareChannel); // Older servers do not return the channel.

        // The service completes values that were not sent, but so does another program that sends them.
        bool hasCommit = commit is MatchResult.Match || message is MatchResult.Match;
        bool hasSource = hasCommit || branch is MatchResult.Match || imageTag is MatchResult.Match;
        commit ??= CompareUnsent(deployment.CommitSha, hasCommit);
        message ??= CompareUnsent(deployment.CommitMessage, hasCommit);
        imageTag ??= CompareUnsent(deployment.ImageTag, hasSource);
        replicas ??= CompareUnsent(ToText(deployment.Replicas), hasSource);

        MatchResult?[] values = [commit, message, branch, imageTag, replicas, channel, CompareSource(deployment)];
        return values.Min() ?? MatchResult.Match;
    }

    /// <summary>The names of the sources differ between versions of the service, so another name is no proof.</summary>
    private static MatchResult CompareSource(Deployment deployment) =>
        deployment.CreationSource is DeploymentCreationSource.Api || string.IsNullOrEmpty(deployment.RawCreationSource) ? MatchResult.Match : MatchResult.Inconclusive;

    /// <summary>Compares a value that was sent, or returns <c>null</c>. The service may omit the value.</summary>
    private static MatchResult? Compare(string? sent, string? stored, Func<string, string, MatchResult> compare)
    {
        if (IsBlank(sent))
        {
            return null;
        }

        if (IsBlank(stored))
        {
            return MatchResult.Inconclusive;
        }

        string sentText = AsSent(sent).Trim();
        string storedText = stored.Trim();
        return sentText == storedText ? MatchResult.Match : compare(sentText, storedText);
    }

    /// <summary>A value that was not sent is what the service adds to the values that match, or what another program sent.</summary>
    private static MatchResult CompareUnsent(string? stored, bool isExplained) => IsBlank(stored) || isExplained ? MatchResult.Match : MatchResult.Inconclusive;

    private static string? ToText(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Two versions are different if a number is. Any other tag, such as <c>latest</c>, may be resolved.</summary>
    private static MatchResult CompareImageTag(string sent, string stored)
    {
        string[] sentNumbers = GetVersionNumbers(sent);
        string[] storedNumbers = GetVersionNumbers(stored);
        bool areVersions = Math.Min(sentNumbers.Length, storedNumbers.Length) >= MinVersionNumbers;
        return areVersions && sentNumbers.Zip(storedNumbers).Any(numbers => numbers.First != numbers.Second) ? MatchResult.Mismatch : MatchResult.Inconclusive;
    }

    /// <summary>Two commits are different unless one is an abbreviation of the other. Any other text, such as a tag, may be resolved to a commit.</summary>
    private static MatchResult CompareCommit(string sent, string stored)
    {
        if (!IsCommit(sent) || !IsCommit(stored))
        {
            return MatchResult.Inconclusive;
        }

        return IsEitherPrefix(sent, stored) ? MatchResult.Match : MatchResult.Mismatch;
    }

    /// <summary>A branch may be stored with or without its prefix, shortened, escaped or in another case.</summary>
    private static MatchResult CompareBranch(string sent, string stored)
    {
        string sentName = RemoveRefPrefix(sent);
        string storedName = RemoveRefPrefix(stored);
        if (sentName == storedName)
        {
            return MatchResult.Match;
        }

        bool mayBeEqual = IsSymbolic(sentName) || IsEitherPrefix(GetLettersAndDigits(sentName), GetLettersAndDigits(storedName));
        return mayBeEqual ? MatchResult.Inconclusive : MatchResult.Mismatch;
    }

    private static MatchResult CompareChannel(string sent, string stored)
    {
        if (sent.Equals(stored, StringComparison.OrdinalIgnoreCase))
        {
            return MatchResult.Match;
        }

        bool areKnown = DeploymentJson.Channels.Contains(sent, StringComparer.OrdinalIgnoreCase) && DeploymentJson.Channels.Contains(stored, StringComparer.OrdinalIgnoreCase);
        return areKnown ? MatchResult.Mismatch : MatchResult.Inconclusive;
    }

    /// <summary>The service may shorten or replace a message, and adjust the number of replicas to a limit.</summary>
    private static MatchResult CompareChangeable(string sent, string stored) => MatchResult.Inconclusive;

    /// <summary>Whether one text is the beginning of the other, in any case.</summary>
    private static bool IsEitherPrefix(string first, string second) =>
        first.StartsWith(second, StringComparison.OrdinalIgnoreCase) || second.StartsWith(first, StringComparison.OrdinalIgnoreCase);

    private static bool IsBlank([NotNullWhen(false)] string? text) => string.IsNullOrWhiteSpace(text);

    /// <summary>Returns the text as it was sent: half of a surrogate pair is a replacement character in JSON.</summary>
    private static string AsSent(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string[] GetVersionNumbers(string tag) => Version().Match(tag[..Math.Min(tag.Length, MaxTagLength)]).Groups["number"].Captures.Select(number => number.Value.TrimStart('0')).ToArray();

    /// <summary>Whether the text is a commit for certain. Digits alone may be a tag, such as a date.</summary>
    private static bool IsCommit(string text) => text.Length >= MinCommitLength && text.All(char.IsAsciiHexDigit) && (text.Length >= FullCommitLength || !text.All(char.IsAsciiDigit));

    private static string RemoveRefPrefix(string branch) => RefPrefix().Replace(branch, "");

    /// <summary>Whether the service resolves the name to a branch or a commit.</summary>
    private static bool IsSymbolic(string name) => name is "HEAD" || name.StartsWith("refs/", StringComparison.Ordinal);

    /// <summary>Returns nothing if there are other letters than those of ASCII, which have several encodings.</summary>
    private static string GetLettersAndDigits(string name)
    {
        string unescaped = RemoveRefPrefix(Unescape(name));
        return Ascii.IsValid(unescaped) ? string.Concat(unescaped.Where(char.IsAsciiLetterOrDigit)) : "";
    }

    /// <summary>A service may escape what a client has escaped.</summary>
    private static string Unescape(string name)
    {
        for (int layer = 0; layer < MaxEscapeLayers && name.Contains('%', StringComparison.Ordinal); layer++)
        {
            name = Uri.UnescapeDataString(name);
        }

        return name;
    }

    [GeneratedRegex(@"\Av?(?<number>\d+)(\.(?<number>\d+))*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Version();

    [GeneratedRegex(@"\A(refs/heads/|refs/remotes/origin/|origin/)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex RefPrefix();
}
