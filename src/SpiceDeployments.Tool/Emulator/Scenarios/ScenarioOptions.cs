using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>How the emulator behaves: the options of <see cref="SpiceCloudEmulatorOptions"/>, except for those of the command line. If <c>null</c>, its default.</summary>
internal sealed record ScenarioOptions
{
    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromDays(1);

    public CreatedStatusMeaning? CreatedStatusMeaning { get; set; }

    public ConflictRule? ConflictRule { get; set; }

    public CreateResponseShape? CreateResponseShape { get; set; }

    public CreatedByFormat? CreatedByFormat { get; set; }

    public int? MaxConcurrentDeployments { get; set; }

    public ConcurrencyLimitRule? ConcurrencyLimitRule { get; set; }

    public TimeSpan? TokenLifetime { get; set; }

    public TimeSpan? EffectiveTokenLifetime { get; set; }

    public int? RateLimit { get; set; }

    public TimeSpan? VisibilityDelay { get; set; }

    public TimeSpan? ClockDifference { get; set; }

    public bool? SupportsGetById { get; set; }

    public bool? AcceptsInternalChannels { get; set; }

    public bool? ReactivatesDeletedApps { get; set; }

    public int? MaxRecordedRequests { get; set; }

    public IReadOnlyList<ScenarioNormalization> Normalization { get; set; } = [];

    /// <exception cref="ScenarioException">An option is out of range.</exception>
    public void Validate(ScenarioPlace place)
    {
        place.RequireAtLeast("maxConcurrentDeployments", 1, MaxConcurrentDeployments);
        place.RequirePositive("tokenLifetime", TokenLifetime);
        place.RequirePositive("effectiveTokenLifetime", EffectiveTokenLifetime);
        place.RequireAtLeast("rateLimit", 1, RateLimit);
        place.RequireNotNegative("visibilityDelay", VisibilityDelay);
        place.Require("clockDifference", ClockDifference is not { } difference || difference.Duration() <= MaxClockDifference, "The difference must be at most one day.");
        place.RequireAtLeast("maxRecordedRequests", 1, MaxRecordedRequests);
        place.ForEach("normalization", Normalization, (rule, at) => rule.Validate(at));
    }

    public void ApplyTo(SpiceCloudEmulatorOptions options)
    {
        options.CreatedStatusMeaning = CreatedStatusMeaning ?? options.CreatedStatusMeaning;
        options.ConflictRule = ConflictRule ?? options.ConflictRule;
        options.CreateResponseShape = CreateResponseShape ?? options.CreateResponseShape;
        options.CreatedByFormat = CreatedByFormat ?? options.CreatedByFormat;
        options.MaxConcurrentDeployments = MaxConcurrentDeployments;
        options.ConcurrencyLimitRule = ConcurrencyLimitRule ?? options.ConcurrencyLimitRule;
        options.TokenLifetime = TokenLifetime ?? options.TokenLifetime;
        options.EffectiveTokenLifetime = EffectiveTokenLifetime;
        options.RateLimit = RateLimit;
        options.VisibilityDelay = VisibilityDelay ?? options.VisibilityDelay;
        options.ClockDifference = ClockDifference ?? options.ClockDifference;
        options.SupportsGetById = SupportsGetById ?? options.SupportsGetById;
        options.AcceptsInternalChannels = AcceptsInternalChannels ?? options.AcceptsInternalChannels;
        options.ReactivatesDeletedApps = ReactivatesDeletedApps ?? options.ReactivatesDeletedApps;
        options.MaxRecordedRequests = MaxRecordedRequests ?? options.MaxRecordedRequests;
        options.Normalization = [.. Normalization.Select(rule => rule.ToRule())];
    }
}
