using System.Text.Json;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>Checks the properties of an object whose kind determines which ones it has.</summary>
internal static class ScenarioArguments
{
    /// <summary>Returns the word for a kind, such as <c>dropResponse</c>.</summary>
    public static string GetName<T>(T kind)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    /// <param name="place">The object.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="arguments">The properties that some kinds have, and whether the object has them.</param>
    /// <param name="required">The properties that the kind must have.</param>
    /// <param name="optional">The properties that the kind can have.</param>
    /// <exception cref="ScenarioException">A property is missing, or does not belong to the kind.</exception>
    public static void Validate(ScenarioPlace place, string kind, IReadOnlyDictionary<string, bool> arguments, string[] required, string[] optional)
    {
        foreach (string missing in required.Where(name => !arguments[name]))
        {
            throw place.CreateError($"'{kind}' requires '{missing}'.");
        }

        foreach ((string name, bool _) in arguments.Where(argument => argument.Value && !required.Contains(argument.Key) && !optional.Contains(argument.Key)))
        {
            throw place.At(name).CreateError($"'{kind}' has no '{name}'.");
        }
    }
}
