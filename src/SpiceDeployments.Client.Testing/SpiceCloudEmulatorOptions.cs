using System.Security.Cryptography.X509Certificates;
using SpiceDeployments.Client.Testing.Internal.Server;

namespace SpiceDeployments.Client.Testing;

/// <summary>The options of an emulator. They are read once, when the emulator starts.</summary>
public sealed class SpiceCloudEmulatorOptions
{
    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromDays(1);

    /// <summary>The port to listen on, 0 to 65535. Default 0, which selects a free port.</summary>
    public int Port { get; set; }

    /// <summary>
    /// The network address to listen on: an IP address of this machine, <c>localhost</c> for 127.0.0.1, or <c>*</c> for every address. Default
    /// <c>127.0.0.1</c>. With an address other than loopback, everybody who can reach it can use the emulator.
    /// </summary>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>
    /// The certificate of the server, with its private key: the emulator then accepts only https. Default <c>null</c>: it accepts only http. The emulator does not
    /// dispose the certificate.
    /// </summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The clock of deployments, tokens and the <c>Date</c> header. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Whether a deployment can be read by its id. Default <c>true</c>. If <c>false</c>, a get returns 404 with an HTML page, as an older server does.
    /// </summary>
    public bool SupportsGetById { get; set; } = true;

    /// <summary>The meaning of the status <c>created</c>. Default <see cref="CreatedStatusMeaning.Superseded"/>.</summary>
    public CreatedStatusMeaning CreatedStatusMeaning { get; set; } = CreatedStatusMeaning.Superseded;

    /// <summary>The rule by which a create returns 409. Default <see cref="ConflictRule.WhileActive"/>.</summary>
    public ConflictRule ConflictRule { get; set; } = ConflictRule.WhileActive;

    /// <summary>The fields in the response to a create. Default <see cref="CreateResponseShape.Full"/>.</summary>
    public CreateResponseShape CreateResponseShape { get; set; } = CreateResponseShape.Full;

    /// <summary>How the API returns the creator of a deployment. Default <see cref="CreatedByFormat.Null"/>.</summary>
    public CreatedByFormat CreatedByFormat { get; set; } = CreatedByFormat.Null;

    /// <summary>
    /// The number of active deployments that an organization can have, counted over its apps; more than zero. Apps without an organization count as one. Further
    /// creates return the error of <see cref="ConcurrencyLimitRule"/>. Default <c>null</c>: no limit.
    /// </summary>
    public int? MaxConcurrentDeployments { get; set; }

    /// <summary>The error of a create beyond <see cref="MaxConcurrentDeployments"/>. Default <see cref="ConcurrencyLimitRule.Conflict"/>.</summary>
    public ConcurrencyLimitRule ConcurrencyLimitRule { get; set; } = ConcurrencyLimitRule.Conflict;

    /// <summary>The lifetime of tokens from the token endpoint, as reported in <c>expires_in</c>. Default 1 hour; must be positive.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The time after which tokens from the token endpoint are rejected, regardless of <c>expires_in</c>; more than zero. Default <c>null</c>:
    /// <see cref="TokenLifetime"/>.
    /// </summary>
    public TimeSpan? EffectiveTokenLifetime { get; set; }

    /// <summary>
    /// The number of requests allowed per minute; more than zero. Further requests return 429 with Retry-After, before fault rules apply. Every response then
    /// has the headers <c>X-RateLimit-Limit</c>, <c>-Remaining</c> and <c>-Reset</c>. Default <c>null</c>: no limit.
    /// </summary>
    public int? RateLimit { get; set; }

    /// <summary>
    /// The time after its creation during which a deployment is neither listed nor returned by id, unless its script sets
    /// <see cref="DeploymentScript.VisibilityDelay"/>. Default zero; must not be negative.
    /// </summary>
    public TimeSpan VisibilityDelay { get; set; }

    /// <summary>
    /// By how much the clock of the service's database, which sets <c>created_at</c>, <c>updated_at</c>, <c>started_at</c> and <c>finished_at</c>, is ahead of
    /// the clock that sets <c>Date</c>; negative if it is behind. Up to one day. Default zero.
    /// </summary>
    public TimeSpan ClockDifference { get; set; }

    /// <summary>The changes that the service makes to the values of every deployment. Default empty: the service returns what was sent.</summary>
    public IReadOnlyList<NormalizationRule> Normalization { get; set; } = [];

    /// <summary>Whether a create accepts the channel <c>internal</c>, and an app the update channels <c>internal</c> and <c>internal-sandbox</c>. Default <c>false</c>.</summary>
    public bool AcceptsInternalChannels { get; set; }

    /// <summary>
    /// Whether a create of an app with the name of a deleted one returns that app, with its id and its deployments. Default <c>false</c>: a deleted app is gone.
    /// </summary>
    public bool ReactivatesDeletedApps { get; set; }

    /// <summary>The number of requests that <see cref="SpiceCloudEmulator.Requests"/> keeps; more than zero. Default 10000. Older ones are discarded.</summary>
    public int MaxRecordedRequests { get; set; } = 10_000;

    /// <summary>
    /// Receives a line for each completed request: the <c>WriteLine</c> of xunit's <c>ITestOutputHelper</c>, of NUnit's <c>TestContext.Out</c>, or of MSTest's
    /// <c>TestContext</c>. Default <c>null</c>: nothing is written.
    /// </summary>
    /// <remarks>
    /// The line is written before the response is sent, or when the connection is closed without one. For a request that has no route
    /// (<see cref="RecordedRequest.HasNoRoute"/>), the line lists similar routes. Headers and bodies are never written, and so no token or secret. Control
    /// characters are escaped. The delegate is called from other threads, one call at a time. Its exceptions are ignored.
    /// </remarks>
    public Action<string>? Output { get; set; }

    internal SpiceCloudEmulatorOptions Copy() => (SpiceCloudEmulatorOptions)MemberwiseClone();

    /// <summary>Returns the address of <see cref="Host"/>, which is valid.</summary>
    internal ListenAddress GetListenAddress() => ListenAddress.Parse(Host)!;

    internal static void Validate(SpiceCloudEmulatorOptions options)
    {
        if (options.TimeProvider is null)
        {
            throw new ArgumentException($"{nameof(TimeProvider)} must be set.", nameof(options));
        }

        if (options.Port is < 0 or > 65535)
        {
            throw new ArgumentException($"{nameof(Port)} must be between 0 and 65535, but is {options.Port}.", nameof(options));
        }

        if (ListenAddress.Parse(options.Host) is null)
        {
            throw new ArgumentException($"{nameof(Host)} must be an IP address, localhost or *, but is '{options.Host}'.", nameof(options));
        }

        if (options.Certificate is { HasPrivateKey: false })
        {
            throw new ArgumentException($"{nameof(Certificate)} must have its private key.", nameof(options));
        }

        if (options.TokenLifetime <= TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(TokenLifetime)} must be positive, but is {options.TokenLifetime}.", nameof(options));
        }

        if (options.EffectiveTokenLifetime <= TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(EffectiveTokenLifetime)} must be positive, but is {options.EffectiveTokenLifetime}.", nameof(options));
        }

        if (options.RateLimit is <= 0)
        {
            throw new ArgumentException($"{nameof(RateLimit)} must be positive, but is {options.RateLimit}.", nameof(options));
        }

        if (options.MaxConcurrentDeployments is <= 0)
        {
            throw new ArgumentException($"{nameof(MaxConcurrentDeployments)} must be positive, but is {options.MaxConcurrentDeployments}.", nameof(options));
        }

        if (options.MaxRecordedRequests <= 0)
        {
            throw new ArgumentException($"{nameof(MaxRecordedRequests)} must be positive, but is {options.MaxRecordedRequests}.", nameof(options));
        }

        if (options.VisibilityDelay < TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(VisibilityDelay)} must not be negative, but is {options.VisibilityDelay}.", nameof(options));
        }

        if (options.ClockDifference < -MaxClockDifference || options.ClockDifference > MaxClockDifference)
        {
            throw new ArgumentException($"{nameof(ClockDifference)} must be at most one day, but is {options.ClockDifference}.", nameof(options));
        }

        if (options.Normalization is null || options.Normalization.Contains(null))
        {
            throw new ArgumentException($"{nameof(Normalization)} must contain no null.", nameof(options));
        }
    }
}
