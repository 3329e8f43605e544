using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeployWorker;

/// <summary>
/// The deployment of each organization in the current run, in a JSON file that outlives the process. A completed deployment stays in the file until
/// all have completed, so that a restart deploys no organization twice. Between two runs there is no file.
/// </summary>
internal sealed class RunState : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly FileStream _lockFile;

    private RunState(string path, FileStream lockFile)
    {
        _path = path;
        _lockFile = lockFile;
    }

    /// <summary>Locks the file until this process ends, so that no other process resumes its intents. Returns <c>null</c> if another process has locked it.</summary>
    public static RunState? TryOpen(string path)
    {
        string lockPath = path + ".lock";
        try
        {
            return new RunState(path, new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (IOException) when (File.Exists(lockPath))
        {
            return null;
        }
    }

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public DeploymentState? Find(string organization)
    {
        lock (_lock)
        {
            return Read().GetValueOrDefault(organization);
        }
    }

    public void Set(string organization, DeploymentState state) => Change(all => all[organization] = state);

    public void Remove(string organization) => Change(all => all.Remove(organization));

    /// <summary>Ends the run. The next start deploys every organization again.</summary>
    public void End() => File.Delete(_path);

    public void Dispose() => _lockFile.Dispose();

    private void Change(Action<Dictionary<string, DeploymentState>> change)
    {
        lock (_lock)
        {
            Dictionary<string, DeploymentState> all = Read();
            change(all);
            Write(all);
        }
    }

    private Dictionary<string, DeploymentState> Read()
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        try
        {
            Dictionary<string, DeploymentState?>? all = JsonSerializer.Deserialize<Dictionary<string, DeploymentState?>>(File.ReadAllText(_path), Json);
            if (all is not null && all.Values.All(state => state is { Intent: { AppId: > 0, Request: not null }, DeploymentId: null or > 0 }))
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

    /// <summary>A process that is killed, or a machine that loses its power, leaves the old file or the new one, never a part of one.</summary>
    private void Write(Dictionary<string, DeploymentState> all)
    {
        if (all.Count is 0)
        {
            File.Delete(_path);
            return;
        }

        string newPath = _path + ".new";
        using (var file = new FileStream(newPath, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(all, Json)));
            file.Flush(flushToDisk: true);
        }

        File.Move(newPath, _path, overwrite: true);
    }
}
