namespace SpiceDeployments.Client.Packages.Tests;

/// <summary>A project that tests the examples of the READMEs as this repository does, but with the packages in place of the sources.</summary>
internal static class TestProject
{
    public static async Task WriteAsync(string folder, string version)
    {
        string tests = Repository.PathOf("tests", "SpiceDeployments.Client.Readme.Tests");
        string[] sources = [.. Directory.GetFiles(tests, "*.cs"), .. Directory.GetFiles(Path.Combine(tests, "Examples"), "*.cs")];
        foreach (string source in sources)
        {
            Copy(source, Path.Combine(folder, Path.GetRelativePath(tests, source)));
        }

        foreach (string readme in (string[])["README.md", "src/SpiceDeployments.Client/README.md", "src/SpiceDeployments.Client.Testing/README.md"])
        {
            Copy(Repository.PathOf(readme), Path.Combine(folder, readme));
        }

        Copy(Repository.PathOf("Directory.Packages.props"), Path.Combine(folder, "Directory.Packages.props"));
        await File.WriteAllTextAsync(Path.Combine(folder, "TestProject.csproj"), ProjectFile(version));
    }

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
          </PropertyGroup>

          <ItemGroup>
            <PackageVersion Include="SpiceDeployments.Client" Version="{version}" />
            <PackageVersion Include="SpiceDeployments.Client.Testing" Version="{version}" />
            <PackageReference Include="Microsoft.Extensions.Hosting" />
            <PackageReference Include="SpiceDeployments.Client" />
            <PackageReference Include="SpiceDeployments.Client.Testing" />
            <PackageReference Include="xunit.v3" />
            <Using Include="Xunit" />
          </ItemGroup>

          <ItemGroup>
            <EmbeddedResource Include="README.md" LogicalName="README.md" />
            <EmbeddedResource Include="src/SpiceDeployments.Client/README.md" LogicalName="SpiceDeployments.Client.md" />
            <EmbeddedResource Include="src/SpiceDeployments.Client.Testing/README.md" LogicalName="SpiceDeployments.Client.Testing.md" />
            <EmbeddedResource Include="Examples/*.cs" LogicalName="%(Filename)%(Extension)" />
          </ItemGroup>

        </Project>
        """;
}
