using System.Globalization;
using SpiceDeployments.Client.Testing.Internal.Normalization;

namespace SpiceDeployments.Client.Testing.Internal.Apps;

/// <summary>The two API keys of an app, such as <c>42|3f9c…</c>. They are made up, and differ after each regeneration.</summary>
internal sealed record ApiKeys(string First, string Second)
{
    public static ApiKeys Create(long appId) => new(CreateKey(appId, "1"), CreateKey(appId, "2"));

    /// <summary>Replaces the first key, the second one, or both if <paramref name="number"/> is 0.</summary>
    public ApiKeys Regenerate(long appId, int number) => new(
        number is 2 ? First : CreateKey(appId, First),
        number is 1 ? Second : CreateKey(appId, Second));

    private static string CreateKey(long appId, string seed) =>
        string.Create(CultureInfo.InvariantCulture, $"{appId}|{MadeUpDigits.CreateDigest(string.Create(CultureInfo.InvariantCulture, $"key {seed} of app {appId}"))[..32]}");
}
