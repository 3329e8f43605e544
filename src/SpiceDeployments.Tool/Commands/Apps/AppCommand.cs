using System.CommandLine;
using SpiceDeployments.Client;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Commands.Apps;

/// <summary>A command for the app that its argument names.</summary>
internal abstract class AppCommand : ToolCommand
{
    private readonly Argument<AppReference> _app = AppReference.CreateArgument();

    protected AppCommand(ToolHost host, string name, string description)
        : base(host, name, description) => Add(_app);

    public override IReadOnlyList<string> Examples => [$"spice-deployments apps {Name} orders"];

    /// <summary>Whether the command changes the app, by one request. If its response is lost, the outcome is unknown.</summary>
    protected virtual bool IsChange => false;

    protected sealed override async Task<ToolDocument> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        AppReference app = context.Arguments.GetRequiredValue(_app);
        DeploymentsClient client = context.GetClient(app.Organization);
        context.AppId = await app.ResolveAsync(client, cancellationToken).ConfigureAwait(false);
        try
        {
            return await RunAsync(context, client, app, cancellationToken).ConfigureAwait(false);
        }
        catch (SpiceApiException exception) when (IsChange)
        {
            if (exception.MayHaveBeenProcessed)
            {
                return new ToolDocument { ExitCode = ExitCode.OutcomeUnknown, Message = exception.Message, Hint = context.Hint, AppId = context.AppId };
            }

            context.Hint = null; // Nothing was changed.
            throw;
        }
    }

    /// <summary>Runs the command for <see cref="CommandContext.AppId"/>.</summary>
    protected abstract Task<ToolDocument> RunAsync(CommandContext context, DeploymentsClient client, AppReference app, CancellationToken cancellationToken);
}
