using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Creation;

namespace SpiceDeployments.Client;

/// <summary>The address and credentials of a client, and the defaults of its calls.</summary>
/// <remarks>
/// <para>
/// Set exactly one kind of credentials: <see cref="AccessToken"/>, or <see cref="ClientId"/> with <see cref="ClientSecret"/>, or
/// <see cref="AccessTokenProvider"/>.
/// </para>
/// <para>
/// A client copies its options when it is created. Later changes do not affect the client, except that a client of a container uses an
/// <see cref="AccessToken"/> that the program reloads with its configuration.
/// </para>
/// <para>The JSON of the options contains no secret and no object: the options with <see cref="JsonIgnoreAttribute"/> are left out.</para>
/// </remarks>
public sealed class DeploymentsClientOptions
{
    private static readonly string[] TokenVariables = ["SPICE_API_TOKEN", "SPICE_CLOUD_PAT"];
    private static readonly string[] ClientIdVariables = ["SPICEAI_CLIENT_ID", "SPICE_CLOUD_CLIENT_ID"];
    private static readonly string[] ClientSecretVariables = ["SPICEAI_CLIENT_SECRET", "SPICE_CLOUD_CLIENT_SECRET"];
    private static readonly string[] BaseAddressVariables = ["SPICEAI_API_ENDPOINT", "SPICE_CLOUD_API_URL"];
    private static readonly string[] TokenEndpointVariables = ["SPICEAI_OAUTH_ENDPOINT"];
    private static readonly string[] OrganizationVariables = ["SPICE_CLOUD_ORG"];

    /// <summary>
    /// The address of the API, without the version. Must use https, or http on a loopback address; with <see cref="AllowHttp"/> also http on other
    /// hosts, or <c>https+http</c> with the name of a service. Default <c>https://api.spice.ai</c>.
    /// </summary>
    public Uri BaseAddress { get; set; } = new("https://api.spice.ai");

    /// <summary>
    /// Whether the addresses may use http on hosts other than loopback, for a private network or service discovery. Everybody on the network can
    /// then read the access token, the client secret and the texts of deployments, and change them. Default <c>false</c>.
    /// </summary>
    public bool AllowHttp { get; set; }

    /// <summary>A token to send as it is, such as a personal access token. White space around the token is removed. Default <c>null</c>.</summary>
    [JsonIgnore]
    public string? AccessToken { get; set; }

    /// <summary>The client id of OAuth client credentials. Requires <see cref="ClientSecret"/>. White space around the id is removed. Default <c>null</c>.</summary>
    public string? ClientId { get; set; }

    /// <summary>The client secret of OAuth client credentials. Requires <see cref="ClientId"/>. White space around the secret is removed. Default <c>null</c>.</summary>
    [JsonIgnore]
    public string? ClientSecret { get; set; }

    /// <summary>
    /// The address that exchanges client credentials for a token. Must use https, or http on a loopback address or with <see cref="AllowHttp"/>.
    /// Default <c>https://spice.ai/api/oauth/token</c>, whose host differs from that of the API.
    /// </summary>
    public Uri TokenEndpoint { get; set; } = new("https://spice.ai/api/oauth/token");

    /// <summary>The scopes to request with client credentials, such as <c>deployments:write</c>. Blank ones are ignored. Default empty: every scope that the client has.</summary>
    public IList<string> Scopes { get; set; } = [];

    /// <summary>A source of tokens, such as a managed identity or a vault. The client does not dispose the provider. Default <c>null</c>.</summary>
    [JsonIgnore]
    public AccessTokenProvider? AccessTokenProvider { get; set; }

    /// <summary>The organization that the calls are for (<c>X-Org-Name</c>). If <c>null</c> or blank, the header is not sent. Default <c>null</c>.</summary>
    public string? Organization { get; set; }

    /// <summary>
    /// The timeout of each attempt at a request, including the response body. A connection may take half of it, at most 15 seconds. Default 30
    /// seconds; more than zero, at most 1 day.
    /// </summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The name of your program, such as <c>release-bot/2.1</c>, which precedes the name of the client in <c>User-Agent</c>. Default <c>null</c>.</summary>
    public string? ApplicationName { get; set; }

    /// <summary>How to poll, unless a call specifies its own options. Default: 5, 10, 20, 30, 30 … seconds for 10 minutes.</summary>
    public PollingOptions Polling { get; set; } = new();

    /// <summary>
    /// How many times as long as usual a deployment may last before its wait reports that it is slow, once, as a warning, an event and a metric. The
    /// wait is not affected. Usual is the median duration of the deployments that succeeded, in the list that a poll reads; with fewer than three
    /// of them, nothing is reported. A number greater than 1. Default <c>null</c>: no wait reports this.
    /// </summary>
    public double? SlowDeploymentFactor { get; set; }

    /// <summary>What a deploy does when another deployment of the app is active (409), unless the call specifies its own behavior. Default <see cref="ConflictBehavior.WaitAndRetry"/>.</summary>
    public ConflictBehavior ConflictBehavior { get; set; } = ConflictBehavior.WaitAndRetry;

    /// <summary>How long to wait for active deployments to complete, unless a call specifies its own timeout. Default 10 minutes; more than zero, at most 1 day.</summary>
    public TimeSpan ConflictTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether the commit message of a create that is prepared as a <see cref="DeploymentIntent"/> ends with the key of the intent, as a Git
    /// trailer <c>Deployment-Key</c>. Without it, the deployment of an intent is recognized by the values of the request only. A create without an
    /// intent is never marked. Default <c>true</c>.
    /// </summary>
    public bool MarkCreates { get; set; } = true;

    /// <summary>The clock of every delay and timeout. Default <c>null</c>: the <see cref="System.TimeProvider"/> of the container, or <see cref="TimeProvider.System"/>.</summary>
    [JsonIgnore]
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Creates the logger of the client. Default <c>null</c>: the logging of the container, or no logging.</summary>
    [JsonIgnore]
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// Creates the handler that sends the requests to the API and to <see cref="TokenEndpoint"/>, for a proxy, certificates or tests. Called once
    /// for each client, which disposes what the function returns. A <see cref="SocketsHttpHandler"/> or <see cref="HttpClientHandler"/> is
    /// completed: it follows no redirects, stores no cookies, and gets the settings of the default handler where it has those of .NET. Default
    /// <c>null</c>: the handler of the container, or a <see cref="SocketsHttpHandler"/>.
    /// </summary>
    [JsonIgnore]
    public Func<HttpMessageHandler>? PrimaryHandler { get; set; }

    /// <summary>The times of intents. Tests shorten them.</summary>
    internal IntentTiming IntentTiming { get; set; } = IntentTiming.Default;

    /// <summary>How to set the credentials, appended to the error message if they are missing.</summary>
    internal string? CredentialsHint { get; set; }

    /// <summary>Creates options from the environment variables that other Spice clients read.</summary>
    /// <remarks>
    /// If two variables set the same property, the first one that is not blank is used.
    /// <list type="table">
    /// <item><term><see cref="AccessToken"/></term><description><c>SPICE_API_TOKEN</c>, <c>SPICE_CLOUD_PAT</c></description></item>
    /// <item><term><see cref="ClientId"/></term><description><c>SPICEAI_CLIENT_ID</c>, <c>SPICE_CLOUD_CLIENT_ID</c></description></item>
    /// <item><term><see cref="ClientSecret"/></term><description><c>SPICEAI_CLIENT_SECRET</c>, <c>SPICE_CLOUD_CLIENT_SECRET</c></description></item>
    /// <item><term><see cref="BaseAddress"/></term><description><c>SPICEAI_API_ENDPOINT</c>, <c>SPICE_CLOUD_API_URL</c></description></item>
    /// <item><term><see cref="TokenEndpoint"/></term><description><c>SPICEAI_OAUTH_ENDPOINT</c></description></item>
    /// <item><term><see cref="Organization"/></term><description><c>SPICE_CLOUD_ORG</c></description></item>
    /// </list>
    /// Missing credentials are reported when a client is created from the options; the message names the variables.
    /// </remarks>
    /// <returns>New options. A property that no variable sets has its default.</returns>
    /// <exception cref="InvalidOperationException">A variable for an address contains something else; the message names the variable.</exception>
    public static DeploymentsClientOptions FromEnvironment()
    {
        var options = new DeploymentsClientOptions();
        options.LoadFromEnvironment();
        return options;
    }

    /// <summary>Sets the properties from the environment variables that <see cref="FromEnvironment"/> lists, for example in a container.</summary>
    /// <remarks>A property that no variable sets keeps its value.</remarks>
    /// <exception cref="InvalidOperationException">A variable for an address contains something else; the message names the variable.</exception>
    public void LoadFromEnvironment()
    {
        AccessToken = Read(TokenVariables) ?? AccessToken;
        ClientId = Read(ClientIdVariables) ?? ClientId;
        ClientSecret = Read(ClientSecretVariables) ?? ClientSecret;
        BaseAddress = ReadAddress(BaseAddressVariables) ?? BaseAddress;
        TokenEndpoint = ReadAddress(TokenEndpointVariables) ?? TokenEndpoint;
        Organization = Read(OrganizationVariables) ?? Organization;
        CredentialsHint = $"Set the environment variable {TokenVariables[0]}, or {ClientIdVariables[0]} and {ClientSecretVariables[0]}.";
    }

    /// <summary>Copies the options for a client, so that no later change affects the client, and removes white space around the credentials and scopes.</summary>
    internal DeploymentsClientOptions Copy()
    {
        var copy = (DeploymentsClientOptions)MemberwiseClone();
        copy.AccessToken = AccessToken?.Trim();
        copy.ClientId = ClientId?.Trim();
        copy.ClientSecret = ClientSecret?.Trim();
        copy.Scopes = [.. Scopes.Where(scope => !string.IsNullOrWhiteSpace(scope)).Select(scope => scope.Trim())];
        copy.Polling = Polling with { };
        return copy;
    }

    private static Uri? ReadAddress(string[] variables)
    {
        if (Read(variables) is not { } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            ? address
            : throw new InvalidOperationException($"The environment variable {string.Join(" or ", variables)} must be an absolute address.");
    }

    private static string? Read(string[] variables) =>
        variables.Select(variable => Environment.GetEnvironmentVariable(variable)?.Trim()).FirstOrDefault(value => !string.IsNullOrEmpty(value));
}
