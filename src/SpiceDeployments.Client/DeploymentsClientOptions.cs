namespace SpiceDeployments.Client;

/// <summary>
/// How to reach the service, who calls, and the defaults of every call. One kind of credentials must be set, and only one:
/// <see cref="AccessToken"/>, or <see cref="ClientId"/> with <see cref="ClientSecret"/>, or <see cref="AccessTokenProvider"/>.
/// </summary>
public sealed class DeploymentsClientOptions
{
    /// <summary>The address of the API. Default <c>https://api.spice.ai</c>. Must be https, except on this machine's own loopback address.</summary>
    public Uri BaseAddress { get; set; } = new("https://api.spice.ai");

    /// <summary>A token to send as it is, such as a personal access token. Default null.</summary>
    public string? AccessToken { get; set; }

    /// <summary>The client id of OAuth client credentials. Needs <see cref="ClientSecret"/>. Default null.</summary>
    public string? ClientId { get; set; }

    /// <summary>The client secret of OAuth client credentials. Needs <see cref="ClientId"/>. Default null.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>
    /// Where client credentials are exchanged for a token. Default <c>https://spice.ai/api/oauth/token</c>, which is another host than the
    /// API's. Must be https, except on loopback.
    /// </summary>
    public Uri TokenEndpoint { get; set; } = new("https://spice.ai/api/oauth/token");

    /// <summary>The scopes to ask for with client credentials, separated by spaces. Default null: what the client may have.</summary>
    public string? Scope { get; set; }

    /// <summary>A source of tokens of your own, such as a managed identity or a vault. The client does not dispose it. Default null.</summary>
    public IAccessTokenSource? AccessTokenProvider { get; set; }

    /// <summary>The organization that the calls are meant for (<c>X-Org-Name</c>). Default null: not sent. Blank is not sent either.</summary>
    public string? Organization { get; set; }

    /// <summary>The time limit of each attempt at a request, with the whole answer. Default 30 seconds; more than zero, at most 1 day.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The name of your program, put before the client's own in <c>User-Agent</c>, such as <c>release-bot/2.1</c>. Default null.</summary>
    public string? ApplicationName { get; set; }

    /// <summary>How to wait, where a call does not say it. Default: 5, 10, 20, 30, 30 … seconds for 10 minutes.</summary>
    public PollingOptions Polling { get; set; } = new();

    /// <summary>What to do when another deployment is in the way, where a call does not say it. Default <see cref="ConflictBehavior.WaitAndRetry"/>.</summary>
    public ConflictBehavior ConflictBehavior { get; set; } = ConflictBehavior.WaitAndRetry;

    /// <summary>How long to wait for other deployments to leave, where a call does not say it. Default 10 minutes; more than zero, at most 1 day.</summary>
    public TimeSpan ConflictTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Reads the environment variables that other Spice clients read. Where two name the same thing, the first that is not blank counts.
    /// </summary>
    /// <remarks>
    /// <list type="table">
    /// <item><term><see cref="AccessToken"/></term><description><c>SPICE_API_TOKEN</c>, <c>SPICE_CLOUD_PAT</c></description></item>
    /// <item><term><see cref="ClientId"/></term><description><c>SPICEAI_CLIENT_ID</c>, <c>SPICE_CLOUD_CLIENT_ID</c></description></item>
    /// <item><term><see cref="ClientSecret"/></term><description><c>SPICEAI_CLIENT_SECRET</c>, <c>SPICE_CLOUD_CLIENT_SECRET</c></description></item>
    /// <item><term><see cref="BaseAddress"/></term><description><c>SPICEAI_API_ENDPOINT</c>, <c>SPICE_CLOUD_API_URL</c></description></item>
    /// <item><term><see cref="TokenEndpoint"/></term><description><c>SPICEAI_OAUTH_ENDPOINT</c></description></item>
    /// <item><term><see cref="Organization"/></term><description><c>SPICE_CLOUD_ORG</c></description></item>
    /// </list>
    /// Credentials are not checked here: the client does that when it is made from the options.
    /// </remarks>
    /// <returns>New options; what no variable names has its default.</returns>
    /// <exception cref="InvalidOperationException">A variable that names an address holds something else; the message names the variable.</exception>
    public static DeploymentsClientOptions FromEnvironment()
    {
        var options = new DeploymentsClientOptions
        {
            AccessToken = Read("SPICE_API_TOKEN", "SPICE_CLOUD_PAT"),
            ClientId = Read("SPICEAI_CLIENT_ID", "SPICE_CLOUD_CLIENT_ID"),
            ClientSecret = Read("SPICEAI_CLIENT_SECRET", "SPICE_CLOUD_CLIENT_SECRET"),
            Organization = Read("SPICE_CLOUD_ORG"),
        };
        options.BaseAddress = ReadAddress("SPICEAI_API_ENDPOINT", "SPICE_CLOUD_API_URL") ?? options.BaseAddress;
        options.TokenEndpoint = ReadAddress("SPICEAI_OAUTH_ENDPOINT") ?? options.TokenEndpoint;
        return options;
    }

    private static Uri? ReadAddress(params string[] variables)
    {
        if (Read(variables) is not { } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            ? address
            : throw new InvalidOperationException($"The environment variable {string.Join(" or ", variables)} must be an absolute address.");
    }

    private static string? Read(params string[] variables)
    {
        foreach (string variable in variables)
        {
            string? value = Environment.GetEnvironmentVariable(variable)?.Trim();
            if (!string.IsNullOrEmpty(value))
            {
                return value;
            }
        }

        return null;
    }
}
