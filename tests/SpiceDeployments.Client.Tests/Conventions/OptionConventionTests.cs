using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Tests.Shared.Conventions;

namespace SpiceDeployments.Client.Tests.Conventions;

public sealed class OptionConventionTests
{
    public static TheoryData<string> Options =>
        [.. PublicApi.Options.SelectMany(type => type.GetProperties(), (type, property) => $"{type.FullName}.{property.Name}").Where(name => !name.EndsWith("EqualityContract", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Options))]
    public void EveryOption_Default_IsDocumented(string option)
    {
        int end = option.LastIndexOf('.');
        Type type = PublicApi.Options.Single(candidate => candidate.FullName == option[..end]);
        PropertyInfo property = type.GetProperty(option[(end + 1)..])!;
        string expected = Describe(property.GetValue(Activator.CreateInstance(type)));

        Assert.Matches($@"Default:? {Regex.Escape(expected)}([.:;]|, )", XmlDocumentation.GetSummary(property) + ".");
    }

    /// <summary>Formats a value as the documentation does.</summary>
    private static string Describe(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => text,
        Uri address => address.OriginalString,
        System.Collections.ICollection { Count: 0 } => "empty",
        TimeSpan time => Describe(time),
        TimeProvider provider when provider == TimeProvider.System => nameof(TimeProvider.System),
        PollingOptions polling => Describe(polling),
        IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"There is no word for {value}.", nameof(value)),
    };

    private static string Describe(TimeSpan time) => time switch
    {
        { Ticks: 0 } => "zero",
        { TotalSeconds: < 60 } => Count(time.TotalSeconds, "second"),
        { TotalMinutes: < 60 } => Count(time.TotalMinutes, "minute"),
        _ => Count(time.TotalHours, "hour"),
    };

    private static string Describe(PollingOptions polling)
    {
        IEnumerable<double> delays = Enumerable.Range(0, 5).Select(poll => ExponentialDelay.GetDelay(polling, poll).TotalSeconds);
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", delays)} … seconds for {Describe(polling.Timeout)}");
    }

    private static string Count(double number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}{(number is 1 ? "" : "s")}");
}
