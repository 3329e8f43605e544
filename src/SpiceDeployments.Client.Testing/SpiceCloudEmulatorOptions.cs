namespace SpiceDeployments.Client.Testing;

/// <summary>How an emulator behaves. The options are read once, when the emulator starts.</summary>
public sealed class SpiceCloudEmulatorOptions
{
    /// <summary>The loopback port to listen on, 0 to 65535. Default 0: any free port.</summary>
    public int Port { get; set; }

    /// <summary>The clock of everything: deployments, tokens, the <c>Date</c> header. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Whether one deployment can be asked for by its id. Default true; false is an older server, which answers 404 with an HTML page.</summary>
    public bool SupportsGetById { get; set; } = true;

    /// <summary>What the status <c>created</c> means. Default <see cref="CreatedStatusMeaning.Superseded"/>.</summary>
    public CreatedStatusMeaning CreatedStatusMeaning { get; set; } = CreatedStatusMeaning.Superseded;

    /// <summary>When a create is answered with 409. Default <see cref="ConflictRule.WhileActive"/>.</summary>
    public ConflictRule ConflictRule { get; set; } = ConflictRule.WhileActive;

    /// <summary>How much of a new deployment the answer to a create tells. Default <see cref="CreateResponseShape.Full"/>.</summary>
    public CreateResponseShape CreateResponseShape { get; set; } = CreateResponseShape.Full;

    /// <summary>How long a token from the token endpoint is valid. Default 1 hour; must be positive.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a token from the token endpoint is accepted, whatever its <c>expires_in</c> says: for tokens that are refused early.
    /// Default null: for <see cref="TokenLifetime"/>; otherwise it must be positive.
    /// </summary>
    public TimeSpan? EffectiveTokenLifetime { get; set; }

    /// <summary>
    /// How many requests of any kind a minute are answered: those above are refused with 429 and Retry-After before any fault meets them, and every answer
    /// carries <c>X-RateLimit-Limit</c>, <c>-Remaining</c> and <c>-Reset</c>. Default null: no limit; otherwise it must be positive.
    /// </summary>
    public int? RateLimit { get; set; }

    /// <summary>
    /// How long a new deployment is missing from the list and by its id, unless its script says <see cref="DeploymentScript.VisibilityDelay"/>.
    /// Default zero; must not be negative.
    /// </summary>
    public TimeSpan VisibilityDelay { get; set; }

    /// <summary>
    /// Where the emulator tells, a line each, of every request that it has answered or left without an answer: just before the answer leaves, or the
    /// connection ends. A test gives the output of its framework, which is shown when the test fails, such as
    /// <c>TestContext.Current.TestOutputHelper!.WriteLine</c> of xunit. A line of a request that <see cref="RecordedRequest.HasNoRoute"/> names the nearest
    /// routes that there are. No line holds a header or a body, and so no token or secret. It is called from other threads, one line after the other, and what it throws is ignored.
    /// Default null: nowhere.
    /// </summary>
    public Action<string>? Output { get; set; }

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

        if (options.TokenLifetime <= TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(TokenLifetime)} must be positive, but is {options.TokenLifetime}.", nameof(options));
        }

        if (options.EffectiveTokenLifetime <= TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(EffectiveTokenLifetime)} must be positive, but is {options.EffectiveTokenLifetime}.", nameof(options));
        }

        if (options.RateLimit <= 0)
        {
            throw new ArgumentException($"{nameof(RateLimit)} must be positive, but is {options.RateLimit}.", nameof(options));
        }

        if (options.VisibilityDelay < TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(VisibilityDelay)} must not be negative, but is {options.VisibilityDelay}.", nameof(options));
        }
    }
}
