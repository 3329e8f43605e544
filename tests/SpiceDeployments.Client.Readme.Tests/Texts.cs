using System.Reflection;

namespace SpiceDeployments.Client.Readme.Tests;

/// <summary>The README and the examples, as they were when this was built.</summary>
internal static class Texts
{
    private static readonly Assembly This = typeof(Texts).Assembly;

    public static string Readme => Read("README.md");

    public static IReadOnlyList<string> Examples =>
        [.. This.GetManifestResourceNames().Where(name => name.EndsWith(".cs", StringComparison.Ordinal)).Select(Read)];

    private static string Read(string name)
    {
        using Stream stream = This.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"There is no text {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
