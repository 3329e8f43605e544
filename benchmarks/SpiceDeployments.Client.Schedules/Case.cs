namespace SpiceDeployments.Client.Schedules;

/// <summary>A kind of deployment: how long it takes, and how long earlier ones took.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="LagGoal">The most that the lag may be, as a share of the exponential schedule's; null where nothing is promised.</param>
/// <param name="Earlier">Draws a duration in seconds of an earlier deployment; 0 is the newest.</param>
/// <param name="Next">Draws the duration in seconds of the deployment that is waited for.</param>
/// <param name="EarlierCount">How many earlier ones are known.</param>
internal sealed record Case(string Name, double? LagGoal, Func<Random, int, double> Earlier, Func<Random, double> Next, int EarlierCount = Case.KnownDeployments)
{
    private const int KnownDeployments = 19;

    /// <summary>The median in seconds and the standard deviation of the logarithm, where all durations are log-normal.</summary>
    public (double Median, double Sigma)? LogNormal { get; private init; }

    public static IReadOnlyList<Case> Regular { get; } =
    [
        .. from median in (double[])[40, 180, 480]
           from goal in ((double Sigma, double Lag)[])[(0.15, 0.33), (0.3, 0.55), (0.5, 0.75)]
           select Of(Title(median, goal.Sigma), goal.Lag, median, goal.Sigma),
    ];

    public static IReadOnlyList<Case> Misleading { get; } =
    [
        .. from median in (double[])[40, 180, 480] select TwoHumps(median),
        .. from median in (double[])[40, 180, 480] select Drift(median),
        new("gradual drift from 3 min to 15 min", 1.1,
            (random, age) => Durations.LogNormal(random, 900 * Math.Pow(5, -(age + 1.0) / KnownDeployments), 0.3), random => Durations.LogNormal(random, 900, 0.3)),
        Of("3 min, 0.3, three earlier", 1.1, 180, 0.3) with { EarlierCount = 3 },
        Of("3 min, 0.3, none earlier", 1.1, 180, 0.3) with { EarlierCount = 0 },
    ];

    /// <summary>Nothing is promised for these; they show what the schedule costs where it is wrong, and what it bears.</summary>
    public static IReadOnlyList<Case> Others { get; } =
    [
        new("3 min before, the first failure at 20 s", null, (random, _) => Durations.LogNormal(random, 180, 0.3), random => Durations.LogNormal(random, 20, 0.3)),
        new("8 min before, the first failure at 20 s", null, (random, _) => Durations.LogNormal(random, 480, 0.3), random => Durations.LogNormal(random, 20, 0.3)),
        new("3 min, 0.3, but one took 2 days", null, (random, age) => age is 3 ? 172_800 : Durations.LogNormal(random, 180, 0.3), random => Durations.LogNormal(random, 180, 0.3)),
        Of("3 min, 0.3, five earlier", null, 180, 0.3) with { EarlierCount = 5 },
    ];

    private static Case Of(string name, double? goal, double median, double sigma) =>
        new(name, goal, (random, _) => Durations.LogNormal(random, median, sigma), random => Durations.LogNormal(random, median, sigma)) { LogNormal = (median, sigma) };

    private static Case TwoHumps(double median)
    {
        return new Case($"{Time(median)}, 30 % fail at 20 s", 1.1, (random, _) => Draw(random), Draw);

        double Draw(Random random) => random.NextDouble() < 0.3 ? Durations.LogNormal(random, 20, 0.3) : Durations.LogNormal(random, median, 0.3);
    }

    private static Case Drift(double median) => new(
        $"{Time(median)} before, now {Time(5 * median)}",
        1.1,
        (random, _) => Durations.LogNormal(random, median, 0.3),
        random => Durations.LogNormal(random, 5 * median, 0.3));

    /// <summary>A time as the tables and the plot say it.</summary>
    public static string Time(double seconds) =>
        seconds < 60 ? FormattableString.Invariant($"{seconds} s") : FormattableString.Invariant($"{seconds / 60:0.#} min");

    private static string Title(double median, double sigma) => FormattableString.Invariant($"{Time(median)}, {sigma}");
}
