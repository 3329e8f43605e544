using System.Text.Json;
using SpiceDeployments.Client;

namespace DocsExamples;

/// <summary>Stores the intent of each job in a file.</summary>
public sealed class IntentFiles(string folder)
{
    public DeploymentIntent? Find(string jobId) =>
        File.Exists(PathOf(jobId)) ? JsonSerializer.Deserialize<DeploymentIntent>(File.ReadAllText(PathOf(jobId))) : null;

    /// <exception cref="IOException">Another process has stored an intent of the job.</exception>
    public void Save(string jobId, DeploymentIntent intent, DeploymentIntent? replaced)
    {
        using var exclusive = new FileStream(PathOf(jobId) + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        if (Find(jobId) != replaced)
        {
            throw new IOException($"Another process has stored an intent of {jobId}.");
        }

        using (FileStream file = File.Create(PathOf(jobId) + ".new"))
        {
            JsonSerializer.Serialize(file, intent);
            file.Flush(flushToDisk: true);
        }

        File.Move(PathOf(jobId) + ".new", PathOf(jobId), overwrite: true);
    }

    private string PathOf(string jobId) => Path.Combine(folder, $"{jobId}.json");
}
