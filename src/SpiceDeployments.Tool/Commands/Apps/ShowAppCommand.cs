using System.Globalization;
using SpiceDeployments.Client;
using SpiceDeployments.Tool.Output;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Commands.Apps;

/// <summary><c>apps show</c>: one app with its configuration.</summary>
internal sealed class ShowAppCommand(ToolHost host) : AppCommand(host, "show", "Show an app with its configuration.")
{
    protected override async Task<ToolDocument> RunAsync(CommandContext context, DeploymentsClient client, AppReference app, CancellationToken cancellationToken)
    {
        App found = await client.GetAppAsync(context.AppId!.Value, cancellationToken).ConfigureAwait(false);
        context.Output.WriteProperties(Describe(found));
        return new ToolDocument { ExitCode = ExitCode.Succeeded, AppId = found.Id, App = AppDocument.Create(found) };
    }

    private static IEnumerable<(string Name, string? Value)> Describe(App app) =>
    [
        ("App", app.Id.ToString(CultureInfo.InvariantCulture)),
        ("Name", app.Name),
        ("Description", app.Description),
        ("Visibility", app.Visibility),
        ("Created", DeploymentText.Format(app.CreatedAt)),
        ("Region", app.Region),
        ("Endpoint", app.Endpoint),
        ("Branch", app.ProductionBranch),
        ("Tags", app.Tags is null ? null : string.Join(", ", app.Tags.Select(tag => $"{tag.Key}={tag.Value}"))),
        ("Image", app.Config?.ImageTag),
        ("Channel", app.Config?.UpdateChannel),
        ("Replicas", app.Config?.Replicas?.ToString(CultureInfo.InvariantCulture)),
        ("Spicepod", app.Config?.Spicepod?.GetRawText()),
    ];
}
