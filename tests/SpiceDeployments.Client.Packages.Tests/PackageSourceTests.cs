namespace SpiceDeployments.Client.Packages.Tests;

/// <summary>The sources from which this repository takes packages.</summary>
public sealed class PackageSourceTests(LocalFeed feed)
{
    /// <summary>A second feed could offer its own package under the id of another one (dependency confusion).</summary>
    [Fact]
    public async Task Restore_PackageOnlyInASecondFeed_Fails()
    {
        string project = feed.NewFolder("SecondFeed");
        File.Copy(Repository.PathOf("nuget.config"), Path.Combine(project, "nuget.config"));
        await File.WriteAllTextAsync(Path.Combine(project, "SecondFeed.csproj"), ProjectFile(), TestContext.Current.CancellationToken);

        // Other tests install the package into the folder that they share.
        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(() => DotNet.RunAsync(project, "restore", "--packages", "packages"));

        Assert.Matches("PackageSourceMapping is enabled, .* not considered: .*local", failure.Message);
    }

    private string ProjectFile() => $"""
        <Project Sdk="Microsoft.NET.Sdk">

          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>

          <ItemGroup>
            <PackageReference Include="SpiceDeployments.Client.Testing" Version="{feed.Version}" />
          </ItemGroup>

        </Project>
        """;
}
