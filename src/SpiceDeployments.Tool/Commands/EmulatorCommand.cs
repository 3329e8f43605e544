using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Emulator;
using SpiceDeployments.Tool.Emulator.Control;
using SpiceDeployments.Tool.Emulator.Scenarios;
using SpiceDeployments.Tool.Output;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Commands;

/// <summary><c>emulator</c>: runs the emulator of the service until it is interrupted.</summary>
internal sealed class EmulatorCommand : ToolCommand
{
    private const int DefaultPort = 5080;
    private const int MaxPort = 65535;

    private readonly Option<int?> _port = CreatePortOption("--port", "The port; 0 selects any free one. Default 5080.");
    private readonly Option<string> _host = new("--host")
    {
        Description = "The address to listen on: an IP address of this machine, localhost, or * for every address, so that others on the network can use the emulator.",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private readonly Option<bool> _https = new("--https") { Description = "Accept only https, with a new certificate." };
    private readonly Option<FileInfo?> _certificate = new("--certificate")
    {
        Description = "Where --https writes the public part of its certificate, for clients to trust. Default spice-deployments-emulator.pem.",
        HelpName = "FILE",
    };

    private readonly Option<int?> _controlPort = CreatePortOption("--control-port", "The port of the control API; 0 selects any free one. Default the one after --port.");
    private readonly Option<FileInfo?> _scenario = new("--scenario") { Description = "A JSON file with the apps, tokens and more. Default the app 42.", HelpName = "FILE" };

    public EmulatorCommand(ToolHost host)
        : base(host, "emulator", "Run an emulator of the service, to try and to test without an account.")
    {
        Option[] options = [_port, _host, _https, _certificate, _controlPort, _scenario];
        foreach (Option option in options)
        {
            Add(option);
        }
    }

    protected override async Task<ToolDocument> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        context.Hint = "Select other ports with --port and --control-port; 0 selects any free one.";
        string host = context.Arguments.GetRequiredValue(_host);
        (int port, int controlPort) = GetPorts(context.Arguments);
        FileInfo? certificateFile = GetCertificateFile(context.Arguments);
        using X509Certificate2? certificate = certificateFile is null ? null : EmulatorCertificate.Create(host, context.Host.TimeProvider.GetUtcNow());
        var options = new SpiceCloudEmulatorOptions { Host = host, Port = port, Certificate = certificate, TimeProvider = context.Host.TimeProvider, Output = context.Output.WriteLine };
        RunningEmulator emulator = await StartAsync(context.Arguments.GetValue(_scenario), options, cancellationToken).ConfigureAwait(false);
        await using (emulator.ConfigureAwait(false))
        {
            ControlServer control = await ControlServer.StartAsync(host, controlPort, new ControlApi(emulator).HandleAsync, cancellationToken).ConfigureAwait(false);
            await using (control.ConfigureAwait(false))
            {
                context.Hint = null;
                if (certificateFile is not null)
                {
                    EmulatorCertificate.Save(certificate!, certificateFile);
                }

                ToolDocument document = Announce(context.Output, host, CreateDocument(emulator, control, certificateFile), emulator.Cloud.Apps);
                await Task.Delay(Timeout.InfiniteTimeSpan, context.Host.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return document;
            }
        }
    }

    private static async Task<RunningEmulator> StartAsync(FileInfo? file, SpiceCloudEmulatorOptions options, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return await RunningEmulator.StartAsync(Scenario.OneApp, options, cancellationToken).ConfigureAwait(false);
        }

        var text = new ScenarioText(Encoding.UTF8.GetBytes(InputFile.ReadText(file)));
        try
        {
            Scenario scenario = text.Read(ScenarioJsonContext.Default.Scenario);
            scenario.Validate(ScenarioPlace.Root);
            return await RunningEmulator.StartAsync(scenario, options, cancellationToken).ConfigureAwait(false);
        }
        catch (ScenarioException exception)
        {
            throw new UsageException($"{file}: {text.Describe(exception)}", exception);
        }
    }

    private static EmulatorDocument CreateDocument(RunningEmulator emulator, ControlServer control, FileInfo? certificateFile) => new()
    {
        Address = emulator.Cloud.BaseAddress,
        TokenEndpoint = emulator.Cloud.TokenEndpoint,
        Control = new UriBuilder("http", emulator.Cloud.BaseAddress.Host, control.Port).Uri,
        AccessToken = emulator.Cloud.AccessToken,
        Tokens = emulator.GetTokens(),
        Certificate = certificateFile?.FullName,
    };

    /// <summary>Writes what clients need, and returns the document of the command.</summary>
    private static ToolDocument Announce(ToolOutput output, string host, EmulatorDocument emulator, IReadOnlyList<EmulatedApp> apps)
    {
        if (IsReachable(host))
        {
            output.WriteWarning($"The emulator listens on {host}: everybody on the network can use it.");
        }

        output.WriteProperties(
        [
            ("Emulator", Format(emulator.Address)),
            ("Control API", Format(emulator.Control)),
            ("Token endpoint", Format(emulator.TokenEndpoint)),
            ("Certificate", emulator.Certificate),
            .. apps.Select(app => (string.Create(CultureInfo.InvariantCulture, $"App {app.Id}"), (string?)app.Name)),
            .. emulator.Tokens.Select(token => ($"Token {token.Key}", (string?)token.Value)),
            ("Token for all", emulator.AccessToken),
        ]);
        output.WriteLine("The emulator runs until Ctrl+C.");
        var document = new ToolDocument { Command = "emulator", ExitCode = ExitCode.Succeeded, Emulator = emulator };
        output.WriteDocument(document);
        return document;
    }

    private static bool IsReachable(string host) => IPAddress.TryParse(host, out IPAddress? address) ? !IPAddress.IsLoopback(address) : host is "*";

    /// <summary>Returns an IPv6 address in full: two colons in a row may start a command of a CI system, so that the output divides them.</summary>
    private static string Format(Uri address) => address.HostNameType is UriHostNameType.IPv6
        ? new UriBuilder(address) { Host = $"[{string.Join(':', IPAddress.Parse(address.DnsSafeHost).GetAddressBytes().Chunk(2).Select(pair => $"{(pair[0] << 8) + pair[1]:x}"))}]" }.ToString()
        : address.AbsoluteUri;

    private static Option<int?> CreatePortOption(string name, string description) => new(name) { Description = description, HelpName = "PORT", CustomParser = ParsePort };

    private static int? ParsePort(ArgumentResult argument)
    {
        if (int.TryParse(argument.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= MaxPort)
        {
            return port;
        }

        argument.AddError($"{((OptionResult)argument.Parent!).Option.Name} must be between 0 and {MaxPort}.");
        return null;
    }

    private (int Port, int ControlPort) GetPorts(ParseResult arguments)
    {
        int port = arguments.GetValue(_port) ?? DefaultPort;
        int controlPort = arguments.GetValue(_controlPort) ?? (port is 0 ? 0 : port + 1);
        return controlPort <= MaxPort ? (port, controlPort) : throw new UsageException($"With --port {MaxPort}, the control API needs a --control-port.");
    }

    /// <summary>Returns the file for the certificate, or <c>null</c> without https.</summary>
    private FileInfo? GetCertificateFile(ParseResult arguments) => (arguments.GetValue(_https), arguments.GetValue(_certificate)) switch
    {
        (true, var file) => file ?? new FileInfo("spice-deployments-emulator.pem"),
        (false, null) => null,
        _ => throw new UsageException("--certificate requires --https."),
    };
}
