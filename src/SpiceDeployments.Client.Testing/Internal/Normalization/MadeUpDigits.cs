using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SpiceDeployments.Client.Testing.Internal.Normalization;

/// <summary>Commit ids and digests that the emulator makes up. They are equal for equal texts.</summary>
internal static class MadeUpDigits
{
    private const int MinAbbreviationLength = 7;
    private const int CommitLength = 40;
    private const int Sha256CommitLength = 64;

    /// <summary>Completes an abbreviated commit id, and resolves any other text, such as a branch, a tag or HEAD, within a repository.</summary>
    public static string ResolveCommit(string text, string repository)
    {
        if (text.Length < MinAbbreviationLength || !text.All(char.IsAsciiHexDigit))
        {
            return CreateDigest(repository + "\n" + text)[..CommitLength];
        }

        string id = text.ToLowerInvariant();
        return id.Length switch
        {
            < CommitLength => id + CreateDigest(id)[id.Length..CommitLength],
            Sha256CommitLength => id,
            _ => id[..CommitLength],
        };
    }

    /// <summary>Returns a number from 0 to 268435455.</summary>
    public static int CreateNumber(string text) => int.Parse(CreateDigest(text)[..7], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>Returns 64 hexadecimal digits in lower case.</summary>
    public static string CreateDigest(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
}
