using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Commands;

/// <summary>An app as a person names it: <c>42</c>, <c>orders</c> or <c>retail/orders</c>.</summary>
/// <param name="Organization">The organization, or <c>null</c> for that of the environment.</param>
/// <param name="Name">The id or the name.</param>
internal sealed record AppReference(string? Organization, string Name)
{
    private const string Description = "The app: its id, its name, or its organization and name, such as retail/orders.";

    /// <summary>The id, or <c>null</c> if the app is named.</summary>
    public long? Id => long.TryParse(Name, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : null;

    public static Option<AppReference> CreateOption() => new("--app")
    {
        Description = Description,
        HelpName = "APP",
        Required = true,
        CustomParser = ParseArgument,
    };

    public static Argument<AppReference> CreateArgument() => new("APP")
    {
        Description = Description,
        CustomParser = ParseArgument,
    };

    /// <summary>Returns the reference, or <c>null</c> if the text is none.</summary>
    public static AppReference? Parse(string text) => text.Split('/') switch
    {
        [{ Length: > 0 } name] when IsName(name) => new AppReference(null, name),
        [{ Length: > 0 } organization, { Length: > 0 } name] when IsName(name) => new AppReference(organization, name),
        _ => null,
    };

    /// <summary>Returns the id. A name requires a request for the list of apps.</summary>
    /// <exception cref="AppNotFoundException">No app has the name.</exception>
    public async Task<long> ResolveAsync(IAppsClient client, CancellationToken cancellationToken) =>
        Id ?? (await client.FindAppAsync(Name, cancellationToken).ConfigureAwait(false)).Id;

    /// <summary>Returns how the command line names the app.</summary>
    /// <returns>The text that <see cref="Parse"/> reads.</returns>
    public override string ToString() => Organization is null ? Name : $"{Organization}/{Name}";

    /// <summary>An empty variable in <c>--app "$APP"</c> and the id 0 are frequent mistakes.</summary>
    private static bool IsName(string name) => !string.IsNullOrWhiteSpace(name) && !name.All(character => character is '0') && name[0] is not '-';

    private static AppReference? ParseArgument(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        AppReference? app = Parse(text);
        if (app is null)
        {
            argument.AddError(string.IsNullOrWhiteSpace(text)
                ? "The app is empty. Is a variable not set?"
                : $"'{text}' is not an app. Write an id greater than 0, a name, or ORGANIZATION/NAME.");
        }

        return app;
    }
}
