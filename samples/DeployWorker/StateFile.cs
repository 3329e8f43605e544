using System.Text.Json;

namespace DeployWorker;

/// <summary>What is under way, by organization, in a small JSON file that outlives the process. Nothing under way: no file.</summary>
internal sealed class StateFile(string path)
{
    private readonly Lock _lock = new();

    public UnderWay? Find(string organization)
    {
        lock (_lock)
        {
            return Read().GetValueOrDefault(organization);
        }
    }

    public void Put(string organization, UnderWay underWay) => Change(all => all[organization] = underWay);

    public void Remove(string organization) => Change(all => all.Remove(organization));

    private void Change(Action<Dictionary<string, UnderWay>> change)
    {
        lock (_lock)
        {
            Dictionary<string, UnderWay> all = Read();
            change(all);
            if (all.Count is 0)
            {
                File.Delete(path);
                return;
            }

            File.WriteAllText(path + ".new", JsonSerializer.Serialize(all, JsonSerializerOptions.Web));
            File.Move(path + ".new", path, overwrite: true); // A process that is killed here leaves the old file or the new one, never half of one.
        }
    }

    private Dictionary<string, UnderWay> Read()
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, UnderWay>>(File.ReadAllText(path), JsonSerializerOptions.Web) ?? [] : [];
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} does not say what is under way; look at the deployments, then delete it. {exception.Message}", exception);
        }
    }
}
