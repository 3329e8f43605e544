using System.CommandLine;

namespace SpiceDeployments.Tool.Commands;

/// <summary>Options with a text.</summary>
internal static class TextOption
{
    /// <summary>Creates an option that refuses an empty text: in a pipeline, a variable is not set.</summary>
    public static Option<string?> Create(string name, string helpName, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && string.IsNullOrWhiteSpace(text))
            {
                result.AddError($"The value of {name} is empty. Is a variable not set?");
            }
        });
        return option;
    }
}
