using System.CommandLine;

namespace SpiceDeployments.Tool.Commands.Apps;

/// <summary><c>apps</c>: the group of the commands for apps.</summary>
internal sealed class AppsGroup : Command
{
    public AppsGroup(ToolHost host)
        : base("apps", "List, show, pause and resume apps.")
    {
        Add(new ListAppsCommand(host));
        Add(new ShowAppCommand(host));
        Add(new PauseAppCommand(host));
        Add(new ResumeAppCommand(host));
    }
}
