using System.CommandLine;

namespace SpiceDeployments.Tool.Commands;

/// <summary>Options with a few values.</summary>
internal static class Choice
{
    /// <summary>Creates an option that accepts only these values, and completes them. The value is <c>null</c> if the option is not given.</summary>
    public static Option<T?> CreateOption<T>(string name, string description, IReadOnlyDictionary<string, T> values)
        where T : struct
    {
        var option = new Option<T?>(name)
        {
            Description = description,
            HelpName = string.Join('|', values.Keys),
            CustomParser = result =>
            {
                if (values.TryGetValue(result.Tokens[0].Value, out T value))
                {
                    return value;
                }

                result.AddError($"'{result.Tokens[0].Value}' is not a value of {name}. Write {string.Join(", ", values.Keys)}.");
                return null;
            },
        };
        option.CompletionSources.Clear(); // The names of an enum differ.
        option.CompletionSources.Add([.. values.Keys]);
        return option;
    }
}
