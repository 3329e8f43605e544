using System.Text.Json;

namespace SpiceDeployments.Client.KillRunner;

/// <summary>An intent and the id of its deployment in a file. A write fails unless the file has the version that this process has read or written last.</summary>
internal sealed class IntentFile(string path)
{
    /// <summary>Another process holds the lock for as long as one write takes, unless it is frozen.</summary>
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LockDelay = TimeSpan.FromMilliseconds(20);

    private int _version;

    /// <summary>Reads the file. Returns <c>null</c> if there is none.</summary>
    /// <exception cref="IntentFileException">Another process has locked the file.</exception>
    public StoredIntent? Read()
    {
        StoredIntent? stored = Peek();
        _version = stored?.Version ?? 0;
        return stored;
    }

    /// <summary>Reads the file without a change of the version that a write expects.</summary>
    /// <exception cref="IntentFileException">Another process has locked the file.</exception>
    public StoredIntent? Peek()
    {
        using FileStream locked = Lock();
        return ReadLocked();
    }

    /// <summary>Replaces the file, which survives a loss of power from then on. Returns the new version.</summary>
    /// <exception cref="IntentFileException">Another process has changed or locked the file.</exception>
    public int Write(DeploymentIntent intent, long? deploymentId)
    {
        string newPath = $"{path}.{Environment.ProcessId}";
        using (FileStream file = File.Create(newPath))
        {
            JsonSerializer.Serialize(file, new StoredIntent(_version + 1, intent, deploymentId));
            file.Flush(flushToDisk: true);
        }

        using FileStream locked = Lock();
        StoredIntent? stored = ReadLocked();
        if ((stored?.Version ?? 0) != _version)
        {
            throw new IntentFileException($"The file has version {stored?.Version}, not {_version}, and deployment {stored?.DeploymentId}.");
        }

        File.Move(newPath, path, overwrite: true);
        return ++_version;
    }

    private StoredIntent? ReadLocked() => File.Exists(path) ? JsonSerializer.Deserialize<StoredIntent>(File.ReadAllBytes(path)) : null;

    private FileStream Lock()
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(start) < LockTimeout)
            {
                Thread.Sleep(LockDelay);
            }
            catch (IOException)
            {
                throw new IntentFileException("Another process has locked the file.");
            }
        }
    }
}
