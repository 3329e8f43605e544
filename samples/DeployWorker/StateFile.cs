using System.Text.Json;

namespace DeployWorker;

/// <summary>What is under way, by organization, in a small JSON file that outlives the process. Nothing under way: no file.</summary>
internal sealed class StateFile : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly FileStream _onlyOne;

    /// <exception cref="IOException">Another process uses the file, or there is no such directory.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing can be written there.</exception>
    public StateFile(string path)
    {
        _path = path;
        _onlyOne = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None); // Two workers would deploy each app twice.
    }

    /// <exception cref="InvalidDataException">The file is damaged, or an earlier run was killed before it knew what it had created.</exception>
    public UnderWay? Find(string organization)
    {
        lock (_lock)
        {
            UnderWay? found = Read().GetValueOrDefault(organization);
            return found is not { DeploymentId: null } ? found : throw new InvalidDataException(
                $"An earlier run was cut off at {found.BegunAt:u} while it created a deployment of app {found.AppId}: there may be one or not. "
                + $"Look at the deployments of the app; then take {organization} out of {_path}, or write the deploymentId there.");
        }
    }

    public void Put(string organization, UnderWay underWay) => Change(all => all[organization] = underWay);

    public void Remove(string organization) => Change(all => all.Remove(organization));

    public void Dispose() => _onlyOne.Dispose();

    private void Change(Action<Dictionary<string, UnderWay>> change)
    {
        lock (_lock)
        {
            Dictionary<string, UnderWay> all = Read();
            change(all);
            if (all.Count is 0)
            {
                File.Delete(_path);
                return;
            }

            File.WriteAllText(_path + ".new", JsonSerializer.Serialize(all, JsonSerializerOptions.Web));
            File.Move(_path + ".new", _path, overwrite: true); // A process that is killed here leaves the old file or the new one, never half of one.
        }
    }

    private Dictionary<string, UnderWay> Read()
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        try
        {
            Dictionary<string, UnderWay?>? all = JsonSerializer.Deserialize<Dictionary<string, UnderWay?>>(File.ReadAllText(_path), JsonSerializerOptions.Web);
            if (all is not null && all.Values.All(underWay => underWay is { AppId: > 0, DeploymentId: null or > 0 }))
            {
                return all!;
            }
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new InvalidDataException($"{_path} is damaged: look at the deployments of the apps, then delete it.");
    }
}
