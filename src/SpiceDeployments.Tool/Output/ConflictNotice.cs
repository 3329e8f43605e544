using Microsoft.Extensions.Logging;
using SpiceDeployments.Client;
using SpiceDeployments.Tool.Output.Views;

namespace SpiceDeployments.Tool.Output;

/// <summary>Writes a line for each deployment that a create waits for. A create without a wait for its own deployment has no progress, but logs its delays.</summary>
internal sealed class ConflictNotice(TextWriter output)
{
    private string? _last;

    /// <summary>Reads a log message of the client, and ignores those about something else.</summary>
    /// <param name="message">The id of the message.</param>
    /// <param name="values">The values of the message by their names.</param>
    public void Report(EventId message, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        Deployment? active = message.Name is "ConflictRetryScheduled" ? new Deployment { Id = (long)Find("ActiveDeploymentId")!, RawStatus = (string)Find("ActiveDeploymentStatus")! } : null;
        string? subject = active is null ? message.Name : $"{active.Id}";
        if (message.Name is "ConflictRetryScheduled" or "UnlistedConflictRetryScheduled" && subject != _last)
        {
            _last = subject;
            output.WriteLine(OutputText.Clean(StageText.Describe(new DeploymentProgress { Deployment = new Deployment(), Stage = DeploymentStage.WaitingForActiveDeployment, ActiveDeployment = active })));
        }

        object? Find(string name) => values.First(value => value.Key == name).Value;
    }
}
