using System.CommandLine;
using SpiceDeployments.Client;
using SpiceDeployments.Tool.Output;

namespace SpiceDeployments.Tool.Commands;

/// <summary>What a running command uses: its arguments, its output, and the client of the service.</summary>
internal sealed class CommandContext(ToolHost host, ParseResult arguments, ToolOutput output) : IDisposable
{
    private DeploymentsClient? _client;

    public ToolHost Host => host;

    public ParseResult Arguments => arguments;

    public ToolOutput Output => output;

    /// <summary>The app of the command, as soon as it is known.</summary>
    public long? AppId { get; set; }

    /// <summary>The deployment of the command, as soon as it is known.</summary>
    public long? DeploymentId { get; set; }

    /// <summary>Whether the command has created the deployment, which continues whatever happens to the command.</summary>
    public bool HasCreated { get; set; }

    /// <summary>What to do if the command ends now without an outcome, or <c>null</c>.</summary>
    public string? Hint { get; set; }

    /// <summary>Returns the client. Each command has one.</summary>
    /// <param name="organization">The organization of the app, or <c>null</c> for that of the environment.</param>
    /// <exception cref="UsageException">The environment or the token file is not valid.</exception>
    public DeploymentsClient GetClient(string? organization = null) => _client ??= CreateClient(organization);

    /// <summary>Returns another command line for the same service, to be written in a hint: with the token file that this one has.</summary>
    /// <param name="words">The words after the name of the program, which are quoted.</param>
    public string FormatCommand(params IEnumerable<string> words) =>
        string.Join(' ', [host.Command, .. (arguments.GetValue(CommonOptions.TokenFile) is { } file ? words.Append("--token-file").Append(file.ToString()) : words).Select(ShellText.Quote)]);

    public void Dispose() => _client?.Dispose();

    private DeploymentsClient CreateClient(string? organization)
    {
        DeploymentsClientOptions options = CreateOptions();
        options.Organization = organization ?? options.Organization;
        options.ApplicationName ??= $"spice-deployments/{typeof(CommandContext).Assembly.GetName().Version?.ToString(3)}";
        options.LoggerFactory ??= output.CreateLoggerFactory();
        options.TimeProvider ??= host.TimeProvider;
        if (arguments.GetValue(CommonOptions.TokenFile) is { } file)
        {
            (options.AccessToken, options.ClientId, options.ClientSecret) = (InputFile.ReadText(file), null, null);
        }

        return new DeploymentsClient(options);
    }

    private DeploymentsClientOptions CreateOptions()
    {
        try
        {
            return host.CreateClientOptions();
        }
        catch (InvalidOperationException exception)
        {
            throw new UsageException(exception.Message, exception);
        }
    }
}
