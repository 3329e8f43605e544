using System.CommandLine;

namespace SpiceDeployments.Tool.Commands;

/// <summary>The options of every command.</summary>
internal static class CommonOptions
{
    public static readonly Option<bool> Json = new("--json") { Description = "Write the result as one JSON object to standard output, and everything else to standard error.", Recursive = true };

    public static readonly Option<FileInfo?> TokenFile = new("--token-file")
    {
        Description = "Read the access token from a file instead of the variable SPICE_API_TOKEN.",
        HelpName = "FILE",
        Recursive = true,
    };
}
