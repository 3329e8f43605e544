using System.Reflection;

namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>The documentation and its examples, embedded when this project was built.</summary>
internal static class Texts
{
    private static readonly Assembly This = typeof(Texts).Assembly;

    public static string Readme => Read("README.md");

    /// <summary>The names of all pages, such as <c>docs/testing.md</c>.</summary>
    public static IEnumerable<string> Documents => This.GetManifestResourceNames().Where(name => name.EndsWith(".md", StringComparison.Ordinal));

    public static IReadOnlyList<string> Examples =>
        [.. This.GetManifestResourceNames().Where(name => name.EndsWith(".cs", StringComparison.Ordinal)).Select(Read)];

    public static string Read(string name)
    {
        using Stream stream = This.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"There is no text {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
