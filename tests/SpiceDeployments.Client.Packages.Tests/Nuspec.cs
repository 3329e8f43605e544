using System.IO.Compression;
using System.Xml.Linq;

namespace SpiceDeployments.Client.Packages.Tests;

/// <summary>What a package says of itself.</summary>
internal static class Nuspec
{
    public static XElement MetadataOf(ZipArchive package)
    {
        using Stream nuspec = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec).Root?.Elements().Single() ?? throw new InvalidDataException("The nuspec is empty.");
    }

    public static XElement ElementOf(XElement metadata, string name) => metadata.Element(metadata.Name.Namespace + name) ?? throw new KeyNotFoundException(name);
}
