namespace SpiceDeployments.Client.PollingSimulation;

/// <summary>A kind of deployment: its duration, and the durations of earlier deployments.</summary>
/// <param name="Name">The name in the tables.</param>
/// <param name="MaxLagRatio">The highest accepted ratio of the lag to that of the exponential schedule. If <c>null</c>, there is no target.</param>
/// <param name="Earlier">Draws the duration, in seconds, of an earlier deployment by its age; age 0 is the newest.</param>
/// <param name="Next">Draws the duration, in seconds, of the deployment to wait for.</param>
/// <param name="EarlierCount">The number of earlier deployments with a known duration.</param>
internal sealed record Workload(string Name, double? MaxLagRatio, Func<Random, int, double> Earlier, Func<Random, double> Next, int EarlierCount = Workload.KnownDeployments)
{
    private const int KnownDeployments = 19;

    /// <summary>The median in seconds and the standard deviation of the logarithm, if all durations are log-normal.</summary>
    public (double Median, double Sigma)? LogNormal { get; private init; }

    public static IReadOnlyList<Workload> Regular { get; } =
    [
        .. from median in (double[])[40, 180, 480]
           from target in ((double Sigma, double LagRatio)[])[(0.15, 0.33), (0.3, 0.55), (0.5, 0.75)]
           select CreateLogNormal(Title(median, target.Sigma), target.LagRatio, median, target.Sigma),
    ];

    public static IReadOnlyList<Workload> Misleading { get; } =
    [
        .. from median in (double[])[40, 180, 480] select CreateBimodal(median),
        .. from median in (double[])[40, 180, 480] select CreateShift(median),
        new("gradual drift from 3 min to 15 min", 1.1,
            (random, age) => Durations.LogNormal(random, 900 * Math.Pow(5, -(age + 1.0) / KnownDeployments), 0.3), random => Durations.LogNormal(random, 900, 0.3)),
        CreateLogNormal("3 min, 0.3, three earlier", 1.1, 180, 0.3) with { EarlierCount = 3 },
        CreateLogNormal("3 min, 0.3, none earlier", 1.1, 180, 0.3) with { EarlierCount = 0 },
    ];

    /// <summary>Workloads without a target: they show the cost of a wrong prediction and the effect of outliers.</summary>
    public static IReadOnlyList<Workload> WithoutTarget { get; } =
    [
        new("3 min before, the first failure at 20 s", null, (random, _) => Durations.LogNormal(random, 180, 0.3), random => Durations.LogNormal(random, 20, 0.3)),
        new("8 min before, the first failure at 20 s", null, (random, _) => Durations.LogNormal(random, 480, 0.3), random => Durations.LogNormal(random, 20, 0.3)),
        new("3 min, 0.3, but one took 2 days", null, (random, age) => age is 3 ? 172_800 : Durations.LogNormal(random, 180, 0.3), random => Durations.LogNormal(random, 180, 0.3)),
        CreateLogNormal("3 min, 0.3, five earlier", null, 180, 0.3) with { EarlierCount = 5 },
    ];

    private static Workload CreateLogNormal(string name, double? maxLagRatio, double median, double sigma) =>
        new(name, maxLagRatio, (random, _) => Durations.LogNormal(random, median, sigma), random => Durations.LogNormal(random, median, sigma)) { LogNormal = (median, sigma) };

    private static Workload CreateBimodal(double median)
    {
        return new Workload($"{FormatDuration(median)}, 30 % fail at 20 s", 1.1, (random, _) => Draw(random), Draw);

        double Draw(Random random) => random.NextDouble() < 0.3 ? Durations.LogNormal(random, 20, 0.3) : Durations.LogNormal(random, median, 0.3);
    }

    private static Workload CreateShift(double median) => new(
        $"{FormatDuration(median)} before, now {FormatDuration(5 * median)}",
        1.1,
        (random, _) => Durations.LogNormal(random, median, 0.3),
        random => Durations.LogNormal(random, 5 * median, 0.3));

    /// <summary>Formats a duration for the tables and the plot.</summary>
    public static string FormatDuration(double seconds) =>
        seconds < 60 ? FormattableString.Invariant($"{seconds} s") : FormattableString.Invariant($"{seconds / 60:0.#} min");

    private static string Title(double median, double sigma) => FormattableString.Invariant($"{FormatDuration(median)}, {sigma}");
}
