using System.IO.Compression;

namespace SpiceDeployments.Client.Packages.Tests;

/// <summary>The packages in a folder outside the repository, with all that is needed to install them from there.</summary>
public sealed class LocalFeed : IAsyncLifetime
{
    private static readonly string[] Projects =
        ["SpiceDeployments.Client", "SpiceDeployments.Client.Rollouts", "SpiceDeployments.Client.Rollouts.Orleans", "SpiceDeployments.Client.Testing"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spice-packages-");

    /// <summary>The version of all: one that no other source has.</summary>
    public string Version { get; } = $"1.0.0-test.{Guid.NewGuid():N}";

    private string Packages => Path.Combine(_folder.FullName, "packages");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "nuget.config"), Configuration());
        foreach (string project in Projects)
        {
            await PackAsync(project, Version);
        }
    }

    public ZipArchive Open(string id, string extension) => Open(id, Version, extension);

    public ZipArchive Open(string id, string version, string extension) => ZipFile.OpenRead(Path.Combine(Packages, $"{id}.{version}{extension}"));

    public string NewFolder(string name) => _folder.CreateSubdirectory(name).FullName;

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Packs what is built already.</summary>
    /// <param name="project">The name of the project, and of the package.</param>
    /// <param name="version">The version of the package.</param>
    /// <param name="options">Further options of <c>dotnet pack</c>.</param>
    public Task<string> PackAsync(string project, string version, params IEnumerable<string> options) => DotNet.RunAsync(
        Repository.PathOf("src", project),
        [
            "pack",
            "--no-build",
            "--configuration",
            Repository.Configuration,
            "--output",
            Packages,
            $"-p:MinVerVersionOverride={version}",
            $"-p:NuspecOutputPath={_folder.FullName}",
            .. options,
        ]);

    /// <summary>The user's sources and this one. What is installed goes into a cache that is deleted with the folder; the user's cache is only read.</summary>
    private string Configuration() => $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="cache" /></config>
          <fallbackPackageFolders><add key="user" value="{UsersCache()}" /></fallbackPackageFolders>
          <packageSources><add key="local" value="{Packages}" /></packageSources>
        </configuration>
        """;

    private static string UsersCache() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
