using System.Globalization;
using SpiceDeployments.Client.Testing.Internal.Deployments;

namespace SpiceDeployments.Client.Testing.Internal.Apps;

/// <summary>The apps of an emulator.</summary>
/// <param name="state">The state that the apps share.</param>
/// <param name="reactivatesDeletedApps">Whether a create with the name of a deleted app returns that app.</param>
internal sealed class AppStore(EmulatorState state, bool reactivatesDeletedApps)
{
    private readonly SortedDictionary<long, EmulatedApp> _apps = [];
    private readonly List<EmulatedApp> _deleted = [];
    private long _lastId;

    /// <summary>Adds an app with a spicepod, for a test.</summary>
    public EmulatedApp Add(long id, string? name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id);
        var app = new EmulatedApp(state, id, name ?? "app-" + id.ToString(CultureInfo.InvariantCulture));
        app.WithState(AppState.Ready);
        lock (state.Lock)
        {
            if (!_apps.TryAdd(id, app))
            {
                throw new ArgumentException($"App {id} already exists.", nameof(id));
            }

            _lastId = Math.Max(_lastId, id);
        }

        return app;
    }

    /// <summary>Creates an app through the API. Returns <c>null</c> if an accessible app has this name.</summary>
    public EmulatedApp? TryCreate(string name, string? organization, EmulatedAppSettings settings)
    {
        lock (state.Lock)
        {
            if (_apps.Values.Any(app => AreEqual(app.Name, name) && IsAccessible(app, organization)))
            {
                return null;
            }

            EmulatedApp created = _deleted.Find(app => IsNamed(app, name, organization) && !_apps.ContainsKey(app.Id)) ?? new EmulatedApp(state, ++_lastId, name).InOrganization(organization);
            _deleted.Remove(created);
            _apps.Add(created.Id, created.WithSettings(_ => settings));
            return created;
        }
    }

    public void Delete(EmulatedApp app)
    {
        lock (state.Lock)
        {
            state.ConcurrencyLimit.Remove(app);
            if (_apps.Remove(app.Id) && reactivatesDeletedApps)
            {
                _deleted.Add(app);
            }
        }
    }

    public EmulatedApp Get(long id) => Find(id, organization: null) ?? throw new KeyNotFoundException($"App {id} does not exist. Add it with AddApp.");

    /// <summary>
    /// The app, or <c>null</c> if it does not exist or belongs to another organization. If <paramref name="organization"/> is <c>null</c>, every app is
    /// accessible.
    /// </summary>
    public EmulatedApp? Find(long id, string? organization)
    {
        lock (state.Lock)
        {
            return _apps.TryGetValue(id, out EmulatedApp? app) && IsAccessible(app, organization) ? app : null;
        }
    }

    /// <summary>The accessible apps, in order of their ids.</summary>
    public IReadOnlyList<EmulatedApp> List(string? organization)
    {
        lock (state.Lock)
        {
            return [.. _apps.Values.Where(app => IsAccessible(app, organization))];
        }
    }

    /// <summary>Applies the events that are due, such as creates that are processed later.</summary>
    public void ApplyEvents() => state.ApplyEvents();

    private static bool IsNamed(EmulatedApp app, string name, string? organization) =>
        AreEqual(app.Name, name) && AreEqual(app.Organization, organization);

    private static bool IsAccessible(EmulatedApp app, string? organization) =>
        organization is null || app.Organization is null || AreEqual(app.Organization, organization);

    /// <summary>Names of apps and organizations are compared without regard to case.</summary>
    private static bool AreEqual(string? name, string? other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
