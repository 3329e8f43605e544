using System.CommandLine;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Commands;

/// <summary><c>completion</c>: a script with which a shell completes commands, options and values. The scripts ask the program itself.</summary>
internal sealed class CompletionCommand : ToolCommand
{
    private const string Bash =
        """
        _spice_deployments() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(spice-deployments "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _spice_deployments spice-deployments
        """;

    private const string Zsh =
        """
        #compdef spice-deployments
        _spice_deployments() {
            local line="$BUFFER"
            compadd -- ${(f)"$(spice-deployments "[suggest:$CURSOR]" "$line" 2>/dev/null)"}
        }
        compdef _spice_deployments spice-deployments
        """;

    private const string Fish =
        """
        complete -f -c spice-deployments -a '(spice-deployments "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
        """;

    private const string PowerShell =
        """
        Register-ArgumentCompleter -Native -CommandName spice-deployments -ScriptBlock {
            param($word, $line, $cursor)
            spice-deployments "[suggest:$cursor]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal) { ["bash"] = Bash, ["zsh"] = Zsh, ["fish"] = Fish, ["pwsh"] = PowerShell };

    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh, fish or pwsh." };

    public CompletionCommand(ToolHost host)
        : base(host, "completion", "Write a completion script for a shell, such as: eval \"$(spice-deployments completion bash)\"")
    {
        _shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        Add(_shell);
    }

    protected override Task<ToolDocument> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        string script = Scripts[context.Arguments.GetRequiredValue(_shell)];
        context.Output.WriteText(script);
        return Task.FromResult(new ToolDocument { ExitCode = ExitCode.Succeeded, Script = script });
    }
}
