using System.Collections;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>Everything that an exception can be made to say.</summary>
internal static class ExceptionTexts
{
    /// <summary>What it prints and the values of its public properties, <c>Data</c> and the exceptions in it included.</summary>
    public static IEnumerable<string> Of(Exception exception) => Properties(exception).Prepend(exception.ToString());

    private static IEnumerable<string> Properties(Exception exception) =>
        exception.GetType().GetProperties()
            .Where(property => property.Name is not (nameof(Exception.StackTrace) or nameof(Exception.TargetSite)))
            .SelectMany(property => OfValue(property.GetValue(exception)));

    private static IEnumerable<string> OfValue(object? value) => value switch
    {
        null => [],
        string text => [text],
        Exception inner => Properties(inner), // What it prints is in what the outer one prints.
        IEnumerable values => values.Cast<object?>().SelectMany(OfValue),
        DictionaryEntry entry => OfValue(entry.Key).Concat(OfValue(entry.Value)),
        KeyValuePair<string, IReadOnlyList<string>> pair => pair.Value.Prepend(pair.Key),
        _ => [$"{value}"],
    };
}
