using System.Reflection;

namespace SpiceDeployments.Client.Readme.Tests;

/// <summary>The READMEs and the examples, as they were when this was built.</summary>
internal static class Texts
{
    private static readonly Assembly This = typeof(Texts).Assembly;

    public static string Readme => Read("README.md");

    /// <summary>Those of the packages: what a user of the registry reads.</summary>
    public static IReadOnlyList<string> PackageReadmes => [Read("SpiceDeployments.Client.md"), Read("SpiceDeployments.Client.Testing.md")];

    public static IReadOnlyList<string> Examples =>
        [.. This.GetManifestResourceNames().Where(name => name.EndsWith(".cs", StringComparison.Ordinal)).Select(Read)];

    private static string Read(string name)
    {
        using Stream stream = This.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"There is no text {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
