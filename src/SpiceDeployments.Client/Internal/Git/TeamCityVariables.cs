using System.Globalization;
using System.Text.RegularExpressions;

namespace SpiceDeployments.Client.Internal.Git;

/// <summary>
/// Reads the variables of TeamCity, and the parameters of the build, whose names contain a dot. A variable contains the path of a file of properties, and
/// one of these the path of the file of the parameters.
/// </summary>
internal sealed partial class TeamCityVariables
{
    private const int MaxBytes = 4 * 1024 * 1024;

    private readonly GitEnvironment _environment;
    private readonly string? _parameters;

    public TeamCityVariables(GitEnvironment environment)
    {
        _environment = environment;
        string? build = TextFile.Read(environment.Get("TEAMCITY_BUILD_PROPERTIES_FILE"), MaxBytes);
        _parameters = TextFile.Read(GetProperty(build, "teamcity.configuration.properties.file"), MaxBytes);
    }

    /// <summary>Returns the value of a variable or of a parameter, or <c>null</c>.</summary>
    public string? Get(string name) => name.Contains('.', StringComparison.Ordinal) ? GetProperty(_parameters, name) : _environment.Get(name);

    /// <summary>Returns a value of a file of Java properties, in which a backslash precedes special characters.</summary>
    private static string? GetProperty(string? properties, string name)
    {
        string? line = properties?.Split('\n').FirstOrDefault(line => line.StartsWith($"{name}=", StringComparison.Ordinal));
        string? value = line is null ? null : Escape().Replace(line[(name.Length + 1)..].Trim(), Unescape);
        return string.IsNullOrEmpty(value) ? null : value;
    }

    private static string Unescape(Match escape) => escape.Groups["code"] is { Success: true } code
        ? ((char)ushort.Parse(code.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString()
        : escape.Groups["character"].Value;

    [GeneratedRegex(@"\\(u(?<code>[0-9A-Fa-f]{4})|(?<character>.))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Escape();
}
