using System.Runtime.InteropServices;

namespace SpiceDeployments.Client.Packages.Tests;

/// <summary>The packages on .NET 8 itself, which comes from a package, too: the SDK of today need not have it.</summary>
public sealed class OldestFrameworkTests(LocalFeed feed)
{
    private const string Runtime = "8.0.33";

    [Fact]
    public async Task BothPackages_OnNet8_ResponseLost_CreateOneDeployment()
    {
        string project = feed.NewFolder("OldestFramework");
        await File.WriteAllTextAsync(Path.Combine(project, "OldestFramework.csproj"), ProjectFile(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), Program, TestContext.Current.CancellationToken);

        string output = await DotNet.RunAsync(project, "run");

        Assert.Contains($".NET {Runtime}: Succeeded, 1 deployment", output, StringComparison.Ordinal);
    }

    private const string Program = """
        using System.Runtime.InteropServices;
        using SpiceDeployments.Client;
        using SpiceDeployments.Client.Testing;

        await using var cloud = await SpiceCloudEmulator.StartAsync();
        EmulatedApp app = cloud.AddApp(42);
        app.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);
        cloud.Faults.OnCreate().DropResponse();
        using var client = new DeploymentsClient(new DeploymentsClientOptions { BaseAddress = cloud.BaseAddress, AccessToken = cloud.AccessToken });

        Deployment done = await client.DeployAsync(42, new CreateDeploymentRequest { CommitSha = "9f2c4e7" });

        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}: {done.Status}, {app.Deployments.Count} deployment");
        """;

    private string ProjectFile() => $"""
        <Project Sdk="Microsoft.NET.Sdk">

          <PropertyGroup>
            <TargetFramework>net8.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <ImplicitUsings>enable</ImplicitUsings>
            <NuGetAudit>false</NuGetAudit>
            <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
            <SelfContained>true</SelfContained>
            <RuntimeFrameworkVersion>{Runtime}</RuntimeFrameworkVersion>
          </PropertyGroup>

          <ItemGroup>
            <PackageReference Include="SpiceDeployments.Client" Version="{feed.Version}" />
            <PackageReference Include="SpiceDeployments.Client.Testing" Version="{feed.Version}" />
          </ItemGroup>

        </Project>
        """;
}
