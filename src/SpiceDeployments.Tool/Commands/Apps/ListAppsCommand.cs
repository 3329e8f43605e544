using System.Globalization;
using SpiceDeployments.Client;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Commands.Apps;

/// <summary><c>apps list</c>: the apps that the credentials give access to.</summary>
internal sealed class ListAppsCommand(ToolHost host) : ToolCommand(host, "list", "List the apps that the credentials give access to.")
{
    private static readonly string[] Header = ["ID", "NAME", "REGION", "DESCRIPTION"];

    protected override async Task<ToolDocument> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<App> apps = await context.GetClient().ListAppsAsync(cancellationToken).ConfigureAwait(false);
        if (apps.Count > 0)
        {
            context.Output.WriteTable(Header, apps.Select(app => new[] { app.Id.ToString(CultureInfo.InvariantCulture), app.Name, app.Region ?? "", app.Description ?? "" }));
        }
        else
        {
            context.Output.WriteLine("The credentials give access to no app.");
        }

        return new ToolDocument { ExitCode = ExitCode.Succeeded, Apps = [.. apps.Select(AppDocument.Create)] };
    }
}
