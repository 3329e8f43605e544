using System.Collections.Concurrent;
using System.Globalization;
using SpiceDeployments.Client.Testing.Internal.Deployments;

namespace SpiceDeployments.Client.Testing.Internal.Apps;

/// <summary>Every app that this emulator holds.</summary>
internal sealed class AppDirectory(CloudState cloud)
{
    private readonly ConcurrentDictionary<long, EmulatedApp> _apps = new();

    public EmulatedApp Add(long id, string? name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id);
        var app = new EmulatedApp(cloud, id, name ?? "app-" + id.ToString(CultureInfo.InvariantCulture));
        return _apps.TryAdd(id, app) ? app : throw new ArgumentException($"There is an app {id} already.", nameof(id));
    }

    public EmulatedApp Get(long id) =>
        _apps.TryGetValue(id, out EmulatedApp? app) ? app : throw new KeyNotFoundException($"There is no app {id}: add it with AddApp.");

    /// <summary>The app, unless it belongs to an organization other than the given one; null reaches every app.</summary>
    public EmulatedApp? Find(long id, string? organization) =>
        _apps.TryGetValue(id, out EmulatedApp? app) && IsReached(app, organization) ? app : null;

    public IReadOnlyList<EmulatedApp> List(string? organization) =>
        [.. _apps.Values.Where(app => IsReached(app, organization)).OrderBy(app => app.Id)];

    private static bool IsReached(EmulatedApp app, string? organization) =>
        organization is null || app.Organization is null || string.Equals(app.Organization, organization, StringComparison.Ordinal);
}
