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

    [Fact]
    public void Client_Needs_ThesePackagesAndNoOthers() =>
        Assert.Equal(
            [
                "Microsoft.Extensions.Http 10.0.0",
                "Microsoft.Extensions.Logging.Abstractions 10.0.0",
                "Microsoft.Extensions.Options.ConfigurationExtensions 10.0.0",
                "Polly.Core 8.5.2",
                "Refit 16.3.0",
            ],
            Dependencies("SpiceDeployments.Client"));

    [Fact]
    public void Emulator_Needs_OnlyYaml() => Assert.Equal(["YamlDotNet 16.3.0"], Dependencies("SpiceDeployments.Client.Testing"));

    [Theory]
    [InlineData("SpiceDeployments.Client", "net8.0")]
    [InlineData("SpiceDeployments.Client", "net10.0")]
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

    /// <summary>What the package needs, on every framework the same.</summary>
    private string[] Dependencies(string id)
    {
        string[][] groups = [.. Nuspec.ElementOf(Metadata(id), "dependencies").Elements().Select(group => group.Elements().Select(Describe).ToArray())];
        Assert.Equal(2, groups.Length);
        Assert.Equal(groups[0], groups[1]);
        return groups[0];

        static string Describe(XElement dependency) => $"{dependency.Attribute("id")?.Value} {dependency.Attribute("version")?.Value}";
    }

    private XElement Metadata(string id)
    {
        using ZipArchive package = feed.Open(id, ".nupkg");
        return Nuspec.MetadataOf(package);
    }
}
