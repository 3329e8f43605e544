using System.CommandLine;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary>A command for the rollout that a file describes.</summary>
internal abstract class RolloutCommand : ToolCommand
{
    private readonly Option<FileInfo> _file = new("--file", "-f") { Description = "The file that describes the rollout.", HelpName = "FILE", Required = true };
    private readonly Option<string?> _id = new("--id") { Description = "The id of the rollout, instead of that in the file.", HelpName = "ID" };
    private readonly Option<DirectoryInfo?> _journal = new("--journal") { Description = "The directory of the journals. Default .spice-rollouts beside the file.", HelpName = "DIR" };

    protected RolloutCommand(ToolHost host, string name, string description)
        : base(host, name, description)
    {
        Add(_file);
        Add(_id);
        Add(_journal);
    }

    public override IReadOnlyList<string> Examples => [$"spice-deployments rollout {Name} -f rollout.json"];

    /// <summary>Whether the command runs the gate of the rollout, which may need an API key.</summary>
    protected virtual bool RunsGate => false;

    protected sealed override async Task<ToolDocument> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        FileInfo file = context.Arguments.GetRequiredValue(_file);
        var session = RolloutSession.Open(context, file, context.Arguments.GetValue(_id), context.Arguments.GetValue(_journal), RunsGate);
        await using (session.ConfigureAwait(false))
        {
            return await RunAsync(context, session, cancellationToken).ConfigureAwait(false);
        }
    }

    protected abstract Task<ToolDocument> RunAsync(CommandContext context, RolloutSession session, CancellationToken cancellationToken);

    /// <summary>Returns another command for the same rollout, to be written in a hint.</summary>
    protected string Format(CommandContext context, string command)
    {
        var words = new List<string> { "rollout", command, "-f", context.Arguments.GetRequiredValue(_file).ToString() };
        if (context.Arguments.GetValue(_id) is { } id)
        {
            words.AddRange(["--id", id]);
        }

        if (context.Arguments.GetValue(_journal) is { } journal)
        {
            words.AddRange(["--journal", journal.ToString()]);
        }

        return context.FormatCommand(words);
    }
}
