using System.Text.Json;
using SpiceDeployments.Client.Testing.Internal.Apps;

namespace SpiceDeployments.Client.Testing;

/// <content>The settings of the app, which clients read and change.</content>
public sealed partial class EmulatedApp
{
    private EmulatedAppSettings _settings = new();
    private bool _isPaused;

    /// <summary>The current settings.</summary>
    public EmulatedAppSettings Settings
    {
        get
        {
            lock (_emulator.Lock)
            {
                return _settings;
            }
        }
    }

    /// <summary>Whether the app is paused, by <see cref="Pause"/> or by a client. A create then returns 400 with the code <c>spicepod_paused</c>.</summary>
    public bool IsPaused
    {
        get
        {
            lock (_emulator.Lock)
            {
                return _isPaused;
            }
        }
    }

    /// <summary>
    /// Whether the app can be deployed: <see cref="AppState.Paused"/> if it is paused, otherwise determined by its spicepod. Of a spicepod, only <c>version</c>
    /// (v1 or v2) and <c>kind</c> (Spicepod) are checked, if it has them. Default <see cref="AppState.Ready"/>.
    /// </summary>
    public AppState State
    {
        get
        {
            lock (_emulator.Lock)
            {
                return _isPaused ? AppState.Paused : StateOfSpicepod;
            }
        }
    }

    /// <summary>What the plan of the app allows. By default, up to 10 replicas and every image tag.</summary>
    public EmulatedAppLimits Limits { get; private set; } = new();

    /// <summary>The state of the app if it was not paused. The caller holds the lock of the emulator.</summary>
    private AppState StateOfSpicepod => _settings.Spicepod switch
    {
        null => AppState.WithoutSpicepod,
        { } spicepod when !Spicepod.IsValid(spicepod) => AppState.InvalidSpicepod,
        _ => AppState.Ready,
    };

    /// <summary>Changes the settings, as the portal does: nothing is validated, and no deployment is created.</summary>
    /// <param name="change">Returns the changed settings, for example <c>settings => settings with { ImageTag = null }</c>.</param>
    /// <returns>This app.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is <c>null</c>.</exception>
    public EmulatedApp WithSettings(Func<EmulatedAppSettings, EmulatedAppSettings> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_emulator.Lock)
        {
            _settings = change(_settings);
        }

        return this;
    }

    /// <summary>Sets the spicepod of <see cref="Settings"/>.</summary>
    /// <param name="spicepod">The spicepod as JSON or YAML. If <c>null</c>, the app has none.</param>
    /// <returns>This app.</returns>
    /// <exception cref="FormatException"><paramref name="spicepod"/> is neither JSON nor YAML, or contains no object.</exception>
    public EmulatedApp WithSpicepod(string? spicepod)
    {
        JsonElement? parsed = spicepod is null ? null : Spicepod.Parse(spicepod);
        return WithSettings(settings => settings with { Spicepod = parsed });
    }

    /// <summary>Sets the tags of <see cref="Settings"/>.</summary>
    /// <param name="tags">The tags. They replace the earlier ones.</param>
    /// <returns>This app.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tags"/> is <c>null</c>.</exception>
    public EmulatedApp WithTags(params (string Key, string Value)[] tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        Dictionary<string, string> map = tags.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal);
        return WithSettings(settings => settings with { Tags = map });
    }

    /// <summary>Sets <see cref="Limits"/>.</summary>
    /// <param name="limits">What the plan of the app allows.</param>
    /// <returns>This app.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="limits"/> is <c>null</c>.</exception>
    public EmulatedApp WithLimits(EmulatedAppLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        Limits = limits;
        return this;
    }

    /// <summary>
    /// Sets <see cref="State"/>, and for that the spicepod: none, one of a version that no longer loads, or one that can be deployed, unless the app has such a
    /// spicepod.
    /// </summary>
    /// <param name="state">Whether the app can be deployed.</param>
    /// <returns>This app.</returns>
    public EmulatedApp WithState(AppState state)
    {
        lock (_emulator.Lock)
        {
            _isPaused = state is AppState.Paused;
            JsonElement? spicepod = state switch
            {
                AppState.Paused => _settings.Spicepod,
                _ when state == StateOfSpicepod => _settings.Spicepod,
                AppState.WithoutSpicepod => null,
                AppState.InvalidSpicepod => Spicepod.CreateInvalid(Name),
                _ => Spicepod.CreateValid(Name),
            };
            _settings = _settings with { Spicepod = spicepod };
        }

        return this;
    }

    /// <summary>Pauses the app. Its deployments are not changed.</summary>
    /// <returns>This app.</returns>
    public EmulatedApp Pause() => WithState(AppState.Paused);

    /// <summary>Resumes the app as another user, which starts a deployment. It never conflicts, and supersedes the active deployment.</summary>
    /// <returns>The deployment.</returns>
    public EmulatedDeployment Resume()
    {
        lock (_emulator.Lock)
        {
            _isPaused = false;
            return StartDeployment();
        }
    }
}
