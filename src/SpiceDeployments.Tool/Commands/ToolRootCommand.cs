using System.CommandLine;
using System.CommandLine.Help;
using SpiceDeployments.Tool.Commands.Apps;
using SpiceDeployments.Tool.Commands.Deployments;
using SpiceDeployments.Tool.Commands.Rollouts;

namespace SpiceDeployments.Tool.Commands;

/// <summary>The tree of the commands.</summary>
internal static class ToolRootCommand
{
    private const string Description =
        """
        Deploys apps to Spice.ai Cloud.

        Credentials are read from the environment only: SPICE_API_TOKEN, or SPICEAI_CLIENT_ID and SPICEAI_CLIENT_SECRET, or --token-file.
        SPICEAI_API_ENDPOINT is the address of the service, SPICE_CLOUD_ORG the organization.

        Exit codes: 0 succeeded; 1 failed; 2 wrong usage; 3 timed out; 4 not authenticated or not permitted; 5 conflict with another
        deployment or process; 6 outcome unknown; 7 superseded; 8 not found; 130 interrupted.
        """;

    public static RootCommand Create(ToolHost host)
    {
        var root = new RootCommand(Description)
        {
            CommonOptions.Json,
            CommonOptions.TokenFile,
            new DeployCommand(host),
            new WaitCommand(host),
            new ListCommand(host),
            new ShowCommand(host),
            new AppsGroup(host),
            new RolloutGroup(host),
            new CompletionCommand(host),
        };
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
        {
            help.Aliases.Remove("/h"); // A shell would complete them.
            help.Aliases.Remove("/?");
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        }

        return root;
    }
}
