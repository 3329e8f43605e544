using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Packages.Tests;

/// <summary>The packages on .NET 8 itself, which comes from a package, too: the SDK of today need not have it.</summary>
public sealed class OldestFrameworkTests(LocalFeed feed)
{
    private const string Runtime = "8.0.33";

    [Fact]
    public async Task BothPackages_OnNet8_ResponseLost_CreateOneDeployment()
    {
        string project = await WriteProjectAsync(
            "OldestFramework", ProgramWithEmulator, ("SpiceDeployments.Client", feed.Version), ("SpiceDeployments.Client.Testing", feed.Version));

        string output = await DotNet.RunAsync(project, "run");

        Assert.Contains($".NET {Runtime}: Succeeded, 1 deployment", output, StringComparison.Ordinal);
    }

    /// <summary>Without the emulator in the program, which would bring the extensions of ASP.NET Core along.</summary>
    [Fact]
    public async Task Client_OnNet8WithExtensionsOfNet8_IsRestoredAndDeploys()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        EmulatedApp app = cloud.AddApp(42);
        app.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["App__Spice__AccessToken"] = cloud.AccessToken,
            ["App__Spice__BaseAddress"] = cloud.BaseAddress.ToString(),
            ["App__Spice__Polling__InitialDelay"] = "00:00:01",
        };
        string project = await WriteProjectAsync(
            "OldestExtensions",
            ProgramWithContainer,
            ("Microsoft.Extensions.Configuration.EnvironmentVariables", "8.0.0"),
            ("Microsoft.Extensions.Http", "8.0.1"),
            ("SpiceDeployments.Client", feed.Version));

        string output = await DotNet.RunAsync(project, environment, "run");

        Assert.Contains($".NET {Runtime} with 8.0.0.0: Succeeded, first poll after 1 s", output, StringComparison.Ordinal);
        Assert.Contains("'Unknown'", output, StringComparison.Ordinal);
        Assert.Single(app.Deployments);
    }

    /// <summary>Resumes a rollout in a second run of the program, from the journal that the first one has stored.</summary>
    [Fact]
    public async Task Rollouts_OnNet8WithExtensionsOfNet8_DeployInWavesOnce()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        EmulatedApp[] apps = [.. new long[] { 1, 2 }.Select(id => cloud.AddApp(id).WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero)))];
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["App__Spice__AccessToken"] = cloud.AccessToken,
            ["App__Spice__BaseAddress"] = cloud.BaseAddress.ToString(),
            ["App__Directory"] = feed.NewFolder("Rollouts"),
        };
        string project = await WriteProjectAsync(
            "OldestRollouts",
            ProgramWithRollouts,
            ("Microsoft.Extensions.Hosting", "8.0.0"),
            ("SpiceDeployments.Client.Rollouts", feed.Version));

        string output = await DotNet.RunAsync(project, environment, "run");
        string repeated = await DotNet.RunAsync(project, environment, "run", "--no-build");

        Assert.Contains($".NET {Runtime} with 8.0.0.0: Rollout 'build-7' is Succeeded: 2 Succeeded.", output, StringComparison.Ordinal);
        Assert.Contains("is Succeeded: 2 Succeeded.", repeated, StringComparison.Ordinal);
        Assert.All(apps, app => Assert.Single(app.Deployments));
    }

    /// <summary>A cluster of one silo, whose storage is its memory.</summary>
    [Fact]
    public async Task Orleans_OnNet8_DeploysOnASilo()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        EmulatedApp app = cloud.AddApp(1).WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero));
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["App__Spice__AccessToken"] = cloud.AccessToken,
            ["App__Spice__BaseAddress"] = cloud.BaseAddress.ToString(),
            ["App__Port"] = FindFreePort().ToString(CultureInfo.InvariantCulture),
        };
        string project = await WriteProjectAsync(
            "OldestOrleans",
            ProgramWithOrleans,
            ("Microsoft.Orleans.Server", OrleansVersion()),
            ("SpiceDeployments.Client.Rollouts.Orleans", feed.Version));

        string output = await DotNet.RunAsync(project, environment, "run", "-p:NoWarn=SPICE001");

        Assert.Contains($".NET {Runtime}: Rollout 'build-7' is Succeeded: 1 Succeeded.", output, StringComparison.Ordinal);
        Assert.Single(app.Deployments);
    }

    private const string ProgramWithEmulator = """
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

    private const string ProgramWithContainer = """
        using System.Runtime.InteropServices;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Http;
        using Microsoft.Extensions.Options;
        using SpiceDeployments.Client;

        IConfiguration configuration = new ConfigurationBuilder().AddEnvironmentVariables("App__").Build();
        var services = new ServiceCollection();
        services.AddSpiceDeploymentsClient(configuration.GetSection("Spice"));
        services.AddKeyedSpiceDeploymentsClient("other", new ConfigurationBuilder().AddInMemoryCollection([new("Unknown", "x")]).Build());
        await using ServiceProvider provider = services.BuildServiceProvider();

        Deployment done = await provider.GetRequiredService<IDeploymentsClient>().DeployAsync(42, new CreateDeploymentRequest { CommitSha = "9f2c4e7" });

        double delay = provider.GetRequiredService<IOptions<DeploymentsClientOptions>>().Value.Polling.InitialDelay.TotalSeconds;
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription} with {typeof(HttpClientFactoryOptions).Assembly.GetName().Version}: {done.Status}, first poll after {delay} s");
        try
        {
            provider.GetRequiredKeyedService<IDeploymentsClient>("other");
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine(exception.Message);
        }
        """;

    private const string ProgramWithRollouts = """
        using System.Runtime.InteropServices;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using SpiceDeployments.Client;
        using SpiceDeployments.Client.Rollouts;

        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddEnvironmentVariables("App__");
        builder.Services.AddSpiceDeploymentsClient(builder.Configuration.GetSection("Spice"));
        builder.Services.AddSpiceRollouts(options => options.Directory = builder.Configuration["Directory"]);
        using IHost host = builder.Build();
        await host.StartAsync();
        IRolloutClient rollouts = host.Services.GetRequiredService<IRolloutClient>();

        await rollouts.StartAsync("build-7", new RolloutRequest { Targets = [new RolloutTarget { AppId = 1 }, new RolloutTarget { AppId = 2 }], WaveSizes = [1] });
        Rollout done = await rollouts.WaitForCompletionAsync("build-7");

        await host.StopAsync();
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription} with {typeof(IHost).Assembly.GetName().Version}: {RolloutReport.Create(done)}");
        """;

    private const string ProgramWithOrleans = """
        using System.Net;
        using System.Runtime.InteropServices;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Orleans.Hosting;
        using SpiceDeployments.Client.Rollouts;
        using SpiceDeployments.Client.Rollouts.Orleans;

        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddEnvironmentVariables("App__");
        builder.Services.AddSpiceDeploymentsClient(builder.Configuration.GetSection("Spice"));
        int port = builder.Configuration.GetValue<int>("Port");
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(port, gatewayPort: 0, new IPEndPoint(IPAddress.Loopback, port))
            .AddMemoryGrainStorage(SpiceRolloutsDefaults.StorageName)
            .UseInMemoryReminderService()
            .AddSpiceRollouts());
        using IHost host = builder.Build();
        await host.StartAsync();
        IRolloutClient rollouts = host.Services.GetRequiredService<IRolloutClient>();

        await rollouts.StartAsync("build-7", new RolloutRequest { Targets = [new RolloutTarget { AppId = 1 }] });
        Rollout done = await rollouts.WaitForCompletionAsync("build-7");

        await host.StopAsync();
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}: {RolloutReport.Create(done)}");
        """;

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The version of the packages that a program on Orleans adds.</summary>
    private static string OrleansVersion() => XDocument.Load(Repository.PathOf("Directory.Packages.props"))
        .Descendants("PackageVersion").Single(package => package.Attribute("Include")?.Value is "Microsoft.Orleans.Server").Attribute("Version")!.Value;

    private async Task<string> WriteProjectAsync(string name, string program, params IEnumerable<(string Id, string Version)> packages)
    {
        string project = feed.NewFolder(name);
        await File.WriteAllTextAsync(Path.Combine(project, $"{name}.csproj"), ProjectFile(packages), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), program, TestContext.Current.CancellationToken);
        return project;
    }

    private static string ProjectFile(IEnumerable<(string Id, string Version)> packages) => $"""
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
            {string.Concat(packages.Select(package => $"""<PackageReference Include="{package.Id}" Version="{package.Version}" />"""))}
          </ItemGroup>

        </Project>
        """;
}
