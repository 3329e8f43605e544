using Spectre.Console;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Tests.Infrastructure;

/// <summary>An emulator, and commands that run in this process against it. Their clock jumps over every delay, and their variables are not those of the process.</summary>
internal sealed class ToolSession : IAsyncDisposable
{
    private ToolSession(SpiceCloudEmulator cloud, AutoAdvancingTimeProvider clock)
    {
        Cloud = cloud;
        Clock = clock;
        AccessToken = cloud.AccessToken;
    }

    public SpiceCloudEmulator Cloud { get; }

    public AutoAdvancingTimeProvider Clock { get; }

    /// <summary>The token of the environment. <c>null</c> for none.</summary>
    public string? AccessToken { get; set; }

    /// <summary>The terminal of the commands. <c>null</c>, the default, for plain lines.</summary>
    public IAnsiConsole? Terminal { get; set; }

    /// <summary>The terminal of errors and warnings.</summary>
    public IAnsiConsole? ErrorTerminal { get; set; }

    /// <summary>The words with which the command lines in hints begin.</summary>
    public string Command { get; set; } = ProgramCommand.Installed;

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public GitMetadata? GitMetadata { get; set; }

    /// <summary>Standard output, or <c>null</c> to return what is written to it.</summary>
    public TextWriter? Output { get; set; }

    /// <summary>A folder for the files of the test.</summary>
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("spice-tool-");

    /// <summary>Starts an emulator with the app 42, <c>orders</c>.</summary>
    public static async Task<ToolSession> StartAsync(Action<SpiceCloudEmulatorOptions>? configure = null)
    {
        var clock = new AutoAdvancingTimeProvider();
        var options = new SpiceCloudEmulatorOptions { TimeProvider = clock };
        configure?.Invoke(options);
        SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(options, TestContext.Current.CancellationToken);
        cloud.AddApp(42, "orders");
        return new ToolSession(cloud, clock);
    }

    /// <summary>Returns the path of a file in <see cref="Folder"/>.</summary>
    public string PathOf(string name) => Path.Combine(Folder.FullName, name);

    public Task<ToolResult> RunAsync(params string[] args) => RunAsync(TestContext.Current.CancellationToken, args);

    public async Task<ToolResult> RunAsync(CancellationToken interrupted, params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        int exitCode = await ToolProgram.RunAsync(args, CreateHost(Output ?? output, error), interrupted);
        return new ToolResult(exitCode, output.ToString(), error.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        Folder.Delete(recursive: true);
    }

    private ToolHost CreateHost(TextWriter output, TextWriter error) => new()
    {
        Output = output,
        Error = error,
        Terminal = Terminal,
        ErrorTerminal = ErrorTerminal,
        GetVariable = Variables.GetValueOrDefault,
        CreateClientOptions = CreateClientOptions,
        DetectGitMetadata = () => GitMetadata,
        TimeProvider = Clock,
        Command = Command,
    };

    /// <summary>The options of the program, whose missing credentials are named by their variables, but for the service and the credentials.</summary>
    private DeploymentsClientOptions CreateClientOptions()
    {
        var options = DeploymentsClientOptions.FromEnvironment();
        (options.BaseAddress, options.TokenEndpoint, options.AccessToken) = (Cloud.BaseAddress, Cloud.TokenEndpoint, AccessToken);
        (options.ClientId, options.ClientSecret, options.Organization) = (null, null, null);
        return options;
    }
}
