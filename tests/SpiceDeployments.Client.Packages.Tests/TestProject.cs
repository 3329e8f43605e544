namespace SpiceDeployments.Client.Packages.Tests;

/// <summary>A project that tests the examples of the documentation as this repository does, but with the packages in place of the sources.</summary>
internal static class TestProject
{
    /// <summary>The example that is a file of a sample.</summary>
    private const string HealthCheck = "SpiceDeploymentsHealthCheck.cs";

    public static async Task WriteAsync(string folder, string version)
    {
        string tests = Repository.PathOf("tests", "SpiceDeployments.Client.Docs.Tests");
        string[] sources = [.. Directory.GetFiles(tests, "*.cs"), .. Directory.GetFiles(Path.Combine(tests, "Examples"), "*.cs")];
        foreach (string source in sources)
        {
            Copy(source, Path.Combine(folder, Path.GetRelativePath(tests, source)));
        }

        Copy(Repository.PathOf("samples", "DeployWorker", HealthCheck), Path.Combine(folder, "Examples", HealthCheck));
        foreach (string text in Texts())
        {
            Copy(text, Path.Combine(folder, Path.GetRelativePath(Repository.Root, text)));
        }

        Copy(Repository.PathOf("Directory.Packages.props"), Path.Combine(folder, "Directory.Packages.props"));
        await File.WriteAllTextAsync(Path.Combine(folder, "TestProject.csproj"), ProjectFile(version));
    }

    private static string[] Texts() =>
    [
        .. Directory.GetFiles(Repository.Root, "*.md"),
        .. Directory.GetFiles(Repository.PathOf("docs"), "*.md"),
        Repository.PathOf("src", "SpiceDeployments.Client", "README.md"),
        Repository.PathOf("src", "SpiceDeployments.Client.Rollouts", "README.md"),
        Repository.PathOf("src", "SpiceDeployments.Client.Rollouts.Orleans", "README.md"),
        Repository.PathOf("src", "SpiceDeployments.Client.Testing", "README.md"),
    ];

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to) ?? to);
        File.Copy(from, to);
    }

    private static string ProjectFile(string version) => $"""
        <Project Sdk="Microsoft.NET.Sdk">

          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <NuGetAudit>false</NuGetAudit>
            <NoWarn>$(NoWarn);SPICE001</NoWarn>
          </PropertyGroup>

          <ItemGroup>
            <PackageVersion Include="SpiceDeployments.Client" Version="{version}" />
            <PackageVersion Include="SpiceDeployments.Client.Rollouts" Version="{version}" />
            <PackageVersion Include="SpiceDeployments.Client.Rollouts.Orleans" Version="{version}" />
            <PackageVersion Include="SpiceDeployments.Client.Testing" Version="{version}" />
            <PackageReference Include="Microsoft.Extensions.Hosting" />
            <PackageReference Include="Microsoft.Orleans.Clustering.Redis" />
            <PackageReference Include="Microsoft.Orleans.Persistence.Redis" />
            <PackageReference Include="Microsoft.Orleans.Reminders.Redis" />
            <PackageReference Include="Microsoft.Orleans.Server" />
            <PackageReference Include="OpenTelemetry.Extensions.Hosting" />
            <PackageReference Include="SpiceDeployments.Client" />
            <PackageReference Include="SpiceDeployments.Client.Rollouts" />
            <PackageReference Include="SpiceDeployments.Client.Rollouts.Orleans" />
            <PackageReference Include="SpiceDeployments.Client.Testing" />
            <PackageReference Include="StackExchange.Redis" />
            <PackageReference Include="xunit.v3" />
            <Using Include="Xunit" />
          </ItemGroup>

          <ItemGroup>
            <EmbeddedResource Include="**/*.md" LogicalName="$([MSBuild]::MakeRelative($(MSBuildProjectDirectory), %(FullPath)).Replace('\\', '/'))" />
            <EmbeddedResource Include="Examples/*.cs" LogicalName="%(Filename)%(Extension)" />
          </ItemGroup>

        </Project>
        """;
}
