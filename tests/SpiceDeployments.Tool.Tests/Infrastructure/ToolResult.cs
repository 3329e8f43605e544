using System.Text.Json;

namespace SpiceDeployments.Tool.Tests.Infrastructure;

/// <summary>The exit code and the output of a command.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    /// <summary>The document on standard output. Fails if there is anything else.</summary>
    public JsonElement Document => JsonElement.Parse(Output);

    /// <summary>Both streams, for texts that may be on either.</summary>
    public string All => Output + Error;
}
