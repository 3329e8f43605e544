using System.CommandLine;

namespace SpiceDeployments.Tool.Commands;

/// <summary>What to write instead of a command line that is not valid: a similar name, or the help. The suggestions of System.CommandLine also propose <c>-h</c> for values.</summary>
internal static class CommandLineAdvice
{
    private const int MaxDistance = 3;

    public static string Describe(ParseResult arguments, ToolHost host)
    {
        Command command = arguments.CommandResult.Command;
        string[] suggestions = [.. arguments.UnmatchedTokens.Select(token => FindSimilar(command, token)).OfType<string>().Distinct(StringComparer.Ordinal)];
        string help = $"For help: {string.Join(' ', [host.Command, .. ToolCommand.GetPath(arguments.CommandResult).Skip(1), "--help"])}";
        return suggestions is [] ? help : $"Did you mean {string.Join(" and ", suggestions)}? {help}";
    }

    private static string? FindSimilar(Command command, string token)
    {
        IEnumerable<string> names = token.StartsWith('-')
            ? command.Options.Append(CommonOptions.Json).Append(CommonOptions.TokenFile).Select(option => option.Name)
            : command.Subcommands.Select(subcommand => subcommand.Name);
        return names.Where(name => GetDistance(token, name) <= Math.Min(MaxDistance, name.Length / 2)).MinBy(name => GetDistance(token, name));
    }

    /// <summary>Returns the number of characters to insert, remove or replace.</summary>
    private static int GetDistance(string first, string second)
    {
        int[] row = [.. Enumerable.Range(0, second.Length + 1)];
        for (int i = 1; i <= first.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int replaced = diagonal + (first[i - 1] == second[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
