using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary>The rollout of a command: its file, its journal and the client that runs it.</summary>
internal sealed class RolloutSession : IAsyncDisposable
{
    private const string GateName = "http";

    private readonly CommandContext _context;
    private readonly FileInfo _path;
    private readonly RolloutFile _file;
    private readonly ServiceProvider _services;

    private RolloutSession(CommandContext context, FileInfo path, RolloutFile file, string id, ServiceProvider services)
    {
        _context = context;
        _path = path;
        _file = file;
        Id = id;
        _services = services;
    }

    public string Id { get; }

    public IRolloutClient Client => _services.GetRequiredService<IRolloutClient>();

    /// <summary>Reads the file. Sends nothing.</summary>
    /// <exception cref="UsageException">The file is not valid.</exception>
    /// <exception cref="ArgumentException">The id is not valid.</exception>
    public static RolloutSession Open(CommandContext context, FileInfo path, string? id, DirectoryInfo? journal)
    {
        RolloutFile file = JsonFile.Read(path, RolloutFileJsonContext.Default.RolloutFile);
        RolloutId.Validate(id ?? file.Id, nameof(id));
        string? apiKey = FindApiKey(context, path, file.Gate);
        var services = new ServiceCollection();
        services.AddSingleton(context.Host.TimeProvider);
        services.AddSingleton(context.Output.CreateLoggerFactory());
        services.AddSingleton<IDeploymentsClient>(_ => context.GetClient(file.Organization)); // Not needed to read the journal.
        services.AddSingleton<IAppsClient>(_ => context.GetClient(file.Organization));
        services.AddSpiceRollouts(options => options.Directory = journal?.FullName ?? Path.Combine(path.DirectoryName!, ".spice-rollouts"));
        services.AddHttpRolloutGate(GateName, options => file.Gate?.ApplyTo(options, apiKey));
        return new RolloutSession(context, path, file, id ?? file.Id, services.BuildServiceProvider());
    }

    /// <summary>Creates the request. Names of apps require a request for the list of apps.</summary>
    /// <exception cref="AppNotFoundException">No app has a name.</exception>
    public async Task<RolloutRequest> CreateRequestAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<App> known = _file.Apps.All(app => app.App.Id is not null) ? [] : await _context.GetClient(_file.Organization).ListAppsAsync(cancellationToken).ConfigureAwait(false);
        var targets = new List<RolloutTarget>();
        foreach (RolloutFile.AppEntry app in _file.Apps)
        {
            targets.Add(await CreateTargetAsync(app, known, cancellationToken).ConfigureAwait(false));
        }

        return new RolloutRequest
        {
            Targets = targets,
            WaveSizes = _file.Waves,
            MaxConcurrency = _file.MaxConcurrency,
            FailureTolerance = _file.FailureTolerance,
            OnFailure = _file.OnFailure,
            BakeTime = _file.BakeTime,
            Gate = _file.Gate is null ? null : GateName,
            SkipIfCurrent = _file.SkipIfCurrent,
            Deploy = _file.ToOptions(),
        };
    }

    /// <summary>Ends the rollout first: the container would dispose its client of the service before, and the rollout would take that for a failure.</summary>
    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<RolloutClient>().DisposeAsync().ConfigureAwait(false);
        await _services.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<RolloutTarget> CreateTargetAsync(RolloutFile.AppEntry app, IReadOnlyList<App> known, CancellationToken cancellationToken) => new()
    {
        AppId = app.App.Id
            ?? known.FirstOrDefault(one => string.Equals(one.Name, app.App.Name, StringComparison.OrdinalIgnoreCase))?.Id
            ?? await app.App.ResolveAsync(_context.GetClient(_file.Organization), cancellationToken).ConfigureAwait(false), // Throws, with the organization in the message.
        Name = app.App.Id is null ? app.App.Name : null,
        Request = (app.Deploy ?? _file.Deploy).ToRequest(_file.Deploy),
        Update = (app.Update ?? _file.Update)?.ToRequest(_file.Update, _path.DirectoryName!),
    };

    private static string? FindApiKey(CommandContext context, FileInfo path, RolloutFile.GateEntry? gate) => gate switch
    {
        { Delay: { } delay } when delay <= TimeSpan.Zero => throw new UsageException($"{path}: The 'delay' of the gate must be more than 0."),
        { Timeout: { } timeout } when timeout <= TimeSpan.Zero => throw new UsageException($"{path}: The 'timeout' of the gate must be more than 0."),
        { ApiKeyVariable: { } variable } => context.Host.GetVariable(variable) is { Length: > 0 } key ? key : throw new UsageException($"{path}: The variable {variable}, which the gate names, is not set."),
        _ => null,
    };
}
