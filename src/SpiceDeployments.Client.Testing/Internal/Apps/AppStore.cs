using System.Collections.Concurrent;
using System.Globalization;
using SpiceDeployments.Client.Testing.Internal.Deployments;

namespace SpiceDeployments.Client.Testing.Internal.Apps;

/// <summary>The apps of an emulator.</summary>
internal sealed class AppStore(EmulatorState state)
{
    private readonly ConcurrentDictionary<long, EmulatedApp> _apps = new();

    public EmulatedApp Add(long id, string? name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id);
        var app = new EmulatedApp(state, id, name ?? "app-" + id.ToString(CultureInfo.InvariantCulture));
        return _apps.TryAdd(id, app) ? app : throw new ArgumentException($"App {id} already exists.", nameof(id));
    }

    public EmulatedApp Get(long id) =>
        _apps.TryGetValue(id, out EmulatedApp? app) ? app : throw new KeyNotFoundException($"App {id} does not exist. Add it with AddApp.");

    /// <summary>
    /// The app, or <c>null</c> if it does not exist or belongs to another organization. If <paramref name="organization"/> is <c>null</c>, every app is
    /// accessible.
    /// </summary>
    public EmulatedApp? Find(long id, string? organization) =>
        _apps.TryGetValue(id, out EmulatedApp? app) && IsAccessible(app, organization) ? app : null;

    public IReadOnlyList<EmulatedApp> List(string? organization) =>
        [.. _apps.Values.Where(app => IsAccessible(app, organization)).OrderBy(app => app.Id)];

    /// <summary>Applies the events that are due, such as creates that are processed later.</summary>
    public void ApplyEvents() => state.ApplyEvents();

    private static bool IsAccessible(EmulatedApp app, string? organization) =>
        organization is null || app.Organization is null || string.Equals(app.Organization, organization, StringComparison.Ordinal);
}
