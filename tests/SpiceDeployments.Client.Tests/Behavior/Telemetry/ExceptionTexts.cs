using System.Collections;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>Finds all texts in an exception.</summary>
internal static class ExceptionTexts
{
    /// <summary>Returns the text of the exception and the values of its public properties, including <c>Data</c> and inner exceptions.</summary>
    public static IEnumerable<string> Find(Exception exception) => Properties(exception).Prepend(exception.ToString());

    private static IEnumerable<string> Properties(Exception exception) =>
        exception.GetType().GetProperties()
            .Where(property => property.Name is not (nameof(Exception.StackTrace) or nameof(Exception.TargetSite)))
            .SelectMany(property => FindInValue(property.GetValue(exception)));

    private static IEnumerable<string> FindInValue(object? value) => value switch
    {
        null => [],
        string text => [text],
        Exception inner => Properties(inner), // The text of the outer exception contains the text of the inner one.
        IEnumerable values => values.Cast<object?>().SelectMany(FindInValue),
        DictionaryEntry entry => FindInValue(entry.Key).Concat(FindInValue(entry.Value)),
        KeyValuePair<string, IReadOnlyList<string>> pair => pair.Value.Prepend(pair.Key),
        _ => [$"{value}"],
    };
}
