using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Xml.Linq;

namespace SpiceDeployments.Client.Packages.Tests;

public sealed class PackageContentTests(LocalFeed feed)
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [Theory]
    [InlineData("SpiceDeployments.Client")]
    [InlineData("SpiceDeployments.Client.Rollouts")]
    [InlineData("SpiceDeployments.Client.Rollouts.Orleans")]
    [InlineData("SpiceDeployments.Client.Testing")]
    public void Package_Holds_TheseFilesAndNoOthers(string id)
    {
        using ZipArchive package = feed.Open(id, ".nupkg");

        IEnumerable<string> files = package.Entries.Select(entry => entry.FullName).Where(name => !IsOfTheFormat(name));

        Assert.Equal(
            ["README.md", "icon.png", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml", $"lib/net8.0/{id}.dll", $"lib/net8.0/{id}.xml"],
            files.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("SpiceDeployments.Client")]
    [InlineData("SpiceDeployments.Client.Rollouts")]
    [InlineData("SpiceDeployments.Client.Rollouts.Orleans")]
    [InlineData("SpiceDeployments.Client.Testing")]
    public void Package_Says_WhatTheRegistryShows(string id)
    {
        XElement metadata = Metadata(id);

        Assert.Equal(id, Text(metadata, "id"));
        Assert.Equal(feed.Version, Text(metadata, "version"));
        Assert.Equal("MIT", Text(metadata, "license"));
        Assert.Equal("icon.png", Text(metadata, "icon"));
        Assert.Equal("README.md", Text(metadata, "readme"));
        Assert.Equal(Repository.Url, Text(metadata, "projectUrl"));
        Assert.EndsWith(".", Text(metadata, "description"), StringComparison.Ordinal);
        Assert.Contains("spicepod", Text(metadata, "tags"), StringComparison.Ordinal);
        Assert.Equal(Repository.Url, Nuspec.ElementOf(metadata, "repository").Attribute("url")?.Value);
        Assert.Matches("^[0-9a-f]{40}$", Nuspec.ElementOf(metadata, "repository").Attribute("commit")?.Value);
    }

    [Theory]
    [InlineData("net8.0", "8.0.0")]
    [InlineData("net10.0", "10.0.0")]
    public void Client_Needs_ThesePackagesAndNoOthers(string framework, string extensions) =>
        Assert.Equal(
            [
                $"Microsoft.Extensions.Http {extensions}",
                $"Microsoft.Extensions.Logging.Abstractions {extensions}",
                $"Microsoft.Extensions.Options.ConfigurationExtensions {extensions}",
                "Polly.Core 8.5.2",
                "Refit 16.3.0",
            ],
            Dependencies("SpiceDeployments.Client", framework));

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/SpiceDeployments.Client/README.md")]
    public void Readme_Says_WhichRefitTheClientNeeds(string path)
    {
        string refit = Assert.Single(Dependencies("SpiceDeployments.Client", "net8.0"), dependency => dependency.StartsWith("Refit ", StringComparison.Ordinal));

        Assert.Contains($"needs {refit} or later", File.ReadAllText(Repository.PathOf(path)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("net8.0", "8.0.0")]
    [InlineData("net10.0", "10.0.0")]
    public void Rollouts_Need_TheClientAndTheHost(string framework, string extensions) =>
        Assert.Equal(
            [$"Microsoft.Extensions.Hosting.Abstractions {extensions}", $"SpiceDeployments.Client {feed.Version}"],
            Dependencies("SpiceDeployments.Client.Rollouts", framework).Order(StringComparer.Ordinal));

    /// <summary>A major version of Orleans may change the interfaces that the package uses.</summary>
    [Theory]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public void Orleans_Needs_OneMajorVersionOfOrleans(string framework) =>
        Assert.Equal(
            [
                "Microsoft.Orleans.Reminders [10.4.2, 11.0.0)",
                "Microsoft.Orleans.Runtime [10.4.2, 11.0.0)",
                "Microsoft.Orleans.Sdk [10.4.2, 11.0.0)",
                $"SpiceDeployments.Client.Rollouts {feed.Version}",
            ],
            Dependencies("SpiceDeployments.Client.Rollouts.Orleans", framework).Order(StringComparer.Ordinal));

    /// <summary>The emulator needs YAML, and the contract kit of stores the rollouts.</summary>
    [Theory]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public void Testing_Needs_RolloutsAndYaml(string framework) =>
        Assert.Equal([$"SpiceDeployments.Client.Rollouts {feed.Version}", "YamlDotNet 16.3.0"], Dependencies("SpiceDeployments.Client.Testing", framework).Order(StringComparer.Ordinal));

    /// <summary>The registry shows the readme without the repository, so that relative links lead nowhere.</summary>
    [Theory]
    [InlineData("SpiceDeployments.Client")]
    [InlineData("SpiceDeployments.Client.Rollouts")]
    [InlineData("SpiceDeployments.Client.Rollouts.Orleans")]
    [InlineData("SpiceDeployments.Client.Testing")]
    public void Readme_OfThePackage_InstallsItAndHasAbsoluteLinks(string id)
    {
        using ZipArchive package = feed.Open(id, ".nupkg");
        string readme = Encoding.UTF8.GetString(Read(package, "README.md"));

        Assert.StartsWith($"# {id}\n", readme.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"dotnet add package {id}\n", readme.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\]\((?!https://)", readme);
    }

    [Theory]
    [InlineData("SpiceDeployments.Client", "net8.0")]
    [InlineData("SpiceDeployments.Client", "net10.0")]
    [InlineData("SpiceDeployments.Client.Rollouts", "net8.0")]
    [InlineData("SpiceDeployments.Client.Rollouts", "net10.0")]
    [InlineData("SpiceDeployments.Client.Rollouts.Orleans", "net8.0")]
    [InlineData("SpiceDeployments.Client.Rollouts.Orleans", "net10.0")]
    [InlineData("SpiceDeployments.Client.Testing", "net8.0")]
    [InlineData("SpiceDeployments.Client.Testing", "net10.0")]
    public void SymbolPackage_HasPortableSymbols_ThatLeadToTheSources(string id, string framework)
    {
        using ZipArchive package = feed.Open(id, ".snupkg");
        using var symbols = new MemoryStream(Read(package, $"lib/{framework}/{id}.pdb"));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(symbols);
        MetadataReader reader = provider.GetMetadataReader();

        CustomDebugInformation link = reader.CustomDebugInformation
            .Select(reader.GetCustomDebugInformation)
            .Single(information => reader.GetGuid(information.Kind) == SourceLink);

        Assert.Contains(
            "https://raw.githubusercontent.com/SpiceDeployments/SpiceDeployments.Client/",
            Encoding.UTF8.GetString(reader.GetBlobBytes(link.Value)),
            StringComparison.Ordinal);
    }

    private static bool IsOfTheFormat(string name) =>
        name.StartsWith("_rels/", StringComparison.Ordinal) || name.StartsWith("package/", StringComparison.Ordinal)
        || name.EndsWith(".nuspec", StringComparison.Ordinal) || name is "[Content_Types].xml";

    private static byte[] Read(ZipArchive package, string name)
    {
        using Stream stream = (package.GetEntry(name) ?? throw new FileNotFoundException(name)).Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Text(XElement metadata, string name) => Nuspec.ElementOf(metadata, name).Value;

    private IEnumerable<string> Dependencies(string id, string framework) => Nuspec.ElementOf(Metadata(id), "dependencies").Elements()
        .Single(group => group.Attribute("targetFramework")?.Value == framework)
        .Elements()
        .Select(dependency => $"{dependency.Attribute("id")?.Value} {dependency.Attribute("version")?.Value}");

    private XElement Metadata(string id)
    {
        using ZipArchive package = feed.Open(id, ".nupkg");
        return Nuspec.MetadataOf(package);
    }
}
