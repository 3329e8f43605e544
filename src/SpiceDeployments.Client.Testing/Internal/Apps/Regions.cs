namespace SpiceDeployments.Client.Testing.Internal.Apps;

/// <summary>The regions of the service.</summary>
internal static class Regions
{
    public const string Default = "us-east-1";

    public static IReadOnlyList<string> All { get; } = [Default, "us-west-2"];

    /// <summary>The internal name of a region.</summary>
    public static string GetInternalName(string region) => region + "-prod-aws-data";

    /// <summary>The region with this internal name, or <c>null</c>.</summary>
    public static string? Find(string internalName) =>
        All.FirstOrDefault(region => string.Equals(GetInternalName(region), internalName, StringComparison.Ordinal));
}
