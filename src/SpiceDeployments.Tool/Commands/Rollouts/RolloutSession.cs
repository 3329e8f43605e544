using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Client.Rollouts.Internal;

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
    public static RolloutSession Open(CommandContext context, FileInfo path, string? id, DirectoryInfo? journal, bool runsGate)
    {
        RolloutFile file = JsonFile.Read(path, RolloutFileJsonContext.Default.RolloutFile);
        RolloutId.Validate(id ?? file.Id, nameof(id));
        if (RolloutFileRules.FindError(file) is { } error)
        {
            throw new UsageException($"{path}: {error}");
        }

        string? apiKey = runsGate && file.Gate?.ApiKeyVariable is { } variable ? FindApiKey(context, path, variable) : null;
        var services = new ServiceCollection();
        services.AddSingleton(context.Host.TimeProvider);
        services.AddSingleton(context.Output.CreateLoggerFactory());
        services.AddSingleton<IDeploymentsClient>(_ => context.GetClient(file.Organization)); // Not needed to read the journal.
        services.AddSingleton<IAppsClient>(_ => context.GetClient(file.Organization));
        services.AddSpiceRollouts(options => options.Directory = journal?.FullName ?? Path.Combine(path.DirectoryName!, ".spice-rollouts"));
        services.AddHttpRolloutGate(GateName, options => file.Gate?.ApplyTo(options, apiKey));
        return new RolloutSession(context, path, file, id ?? file.Id, services.BuildServiceProvider());
    }

    /// <summary>Creates the request. Names of apps require a request for the list of apps, which is sent when the rest of the file is known to be valid.</summary>
    /// <exception cref="UsageException">The file is not valid.</exception>
    /// <exception cref="AppNotFoundException">No app has a name.</exception>
    public async Task<RolloutRequest> CreateRequestAsync(CancellationToken cancellationToken)
    {
        (RolloutFile.AppEntry App, CreateDeploymentRequest Request, UpdateAppRequest? Update)[] changes = [.. _file.Apps.Select(ReadChange)];
        IReadOnlyList<App> known = _file.Apps.All(app => app.App.Id is not null) ? [] : await _context.GetClient(_file.Organization).ListAppsAsync(cancellationToken).ConfigureAwait(false);
        var targets = new List<RolloutTarget>();
        foreach ((RolloutFile.AppEntry app, CreateDeploymentRequest request, UpdateAppRequest? update) in changes)
        {
            long appId = await FindIdAsync(app.App, known, cancellationToken).ConfigureAwait(false);
            if (targets.Any(target => target.AppId == appId))
            {
                throw new UsageException($"{_path}: 'apps' contains app {appId} more than once.");
            }

            targets.Add(new RolloutTarget { AppId = appId, Name = app.App.Id is null ? app.App.Name : null, Request = request, Update = update });
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

    private (RolloutFile.AppEntry App, CreateDeploymentRequest Request, UpdateAppRequest? Update) ReadChange(RolloutFile.AppEntry app)
    {
        CreateDeploymentRequest request = (app.Deploy ?? _file.Deploy).ToRequest(_file.Deploy);
        UpdateAppRequest? update = (app.Update ?? _file.Update)?.ToRequest(_file.Update, _path.DirectoryName!);
        return RolloutFileRules.FindError(_file, app.App, request, update) is { } error ? throw new UsageException($"{_path}: {error}") : (app, request, update);
    }

    private async Task<long> FindIdAsync(AppReference app, IReadOnlyList<App> known, CancellationToken cancellationToken) =>
        app.Id
        ?? known.FirstOrDefault(one => string.Equals(one.Name, app.Name, StringComparison.OrdinalIgnoreCase))?.Id
        ?? await app.ResolveAsync(_context.GetClient(_file.Organization), cancellationToken).ConfigureAwait(false); // Throws, with the organization in the message.

    private static string FindApiKey(CommandContext context, FileInfo path, string variable) =>
        context.Host.GetVariable(variable)?.Trim() switch // A key that was read from a file may end with a line break.
        {
            null or "" => throw new UsageException($"{path}: The variable {variable}, which the gate names, is not set."),
            var key when key.Any(character => char.IsControl(character) || !char.IsAscii(character)) =>
                throw new UsageException($"{path}: The variable {variable}, which the gate names, contains a character that a header cannot have, such as a line break."),
            var key => key,
        };
}
