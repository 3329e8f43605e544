using System.Text.Json;

namespace DeployWorker;

/// <summary>The pending deployment of each organization, in a JSON file that outlives the process. Without pending deployments there is no file.</summary>
internal sealed class PendingDeployments : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly FileStream _lockFile;

    private PendingDeployments(string path, FileStream lockFile)
    {
        _path = path;
        _lockFile = lockFile;
    }

    /// <summary>Locks the file, because two workers would deploy each app twice. Returns <c>null</c> if another process has locked it.</summary>
    public static PendingDeployments? TryOpen(string path)
    {
        string lockPath = path + ".lock";
        try
        {
            return new PendingDeployments(path, new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (IOException) when (File.Exists(lockPath))
        {
            return null;
        }
    }

    /// <exception cref="InvalidDataException">The file is damaged, or an earlier run stopped before it knew which deployment it had created.</exception>
    public PendingDeployment? Find(string organization)
    {
        lock (_lock)
        {
            PendingDeployment? found = Read().GetValueOrDefault(organization);
            return found is not { DeploymentId: null } ? found : throw new InvalidDataException(
                $"An earlier run stopped while creating a deployment of app {found.AppId} at {found.RequestedAt:u}; whether it was created is unknown. "
                + $"Check the deployments of the app. Then remove {organization} from {_path}, or set its deploymentId.");
        }
    }

    public void Set(string organization, PendingDeployment deployment) => Change(all => all[organization] = deployment);

    public void Remove(string organization) => Change(all => all.Remove(organization));

    public void Dispose() => _lockFile.Dispose();

    private void Change(Action<Dictionary<string, PendingDeployment>> change)
    {
        lock (_lock)
        {
            Dictionary<string, PendingDeployment> all = Read();
            change(all);
            if (all.Count is 0)
            {
                File.Delete(_path);
                return;
            }

            File.WriteAllText(_path + ".new", JsonSerializer.Serialize(all, JsonSerializerOptions.Web));
            File.Move(_path + ".new", _path, overwrite: true); // A process that is killed leaves the old file or the new one, never a part of one.
        }
    }

    private Dictionary<string, PendingDeployment> Read()
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        try
        {
            Dictionary<string, PendingDeployment?>? all =
                JsonSerializer.Deserialize<Dictionary<string, PendingDeployment?>>(File.ReadAllText(_path), JsonSerializerOptions.Web);
            if (all is not null && all.Values.All(deployment => deployment is { AppId: > 0, DeploymentId: null or > 0 }))
            {
                return all!;
            }
        }
        catch (JsonException)
        {
            // Thrown below.
        }

        throw new InvalidDataException($"{_path} is damaged. Check the deployments of the apps, then delete the file.");
    }
}
