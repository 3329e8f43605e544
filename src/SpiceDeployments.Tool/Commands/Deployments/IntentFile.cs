using System.Globalization;
using System.Text.Json;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts.Internal;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>A file with a create that may have been sent: a killed command continues from the file instead of creating a second deployment. Only the user can read the file.</summary>
internal sealed class IntentFile : IDisposable
{
    private const string Advice = "To finish it, run the command without the values that differ, and with --git off; for another deploy, name another file.";

    private static readonly FileStreamOptions NewFile = CreateOptions(FileMode.Create, FileAccess.Write);
    private static readonly FileStreamOptions LockFile = CreateOptions(FileMode.OpenOrCreate, FileAccess.ReadWrite);

    private readonly FileInfo _file;
    private readonly FileStream _lock;

    private IntentFile(FileInfo file, FileStream exclusive)
    {
        _file = file;
        _lock = exclusive;
    }

    /// <summary>Locks the file for this process, by another file beside it. The operating system releases the lock when the process dies.</summary>
    /// <exception cref="IntentInUseException">Another process uses the file.</exception>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static IntentFile Open(FileInfo file)
    {
        CheckFolder(file);
        try
        {
            return new IntentFile(file, new FileStream(file.FullName + ".lock", LockFile));
        }
        catch (IOException exception) when (LockedFile.IsCauseOf(exception))
        {
            throw new IntentInUseException($"Another process uses the intent file {file}. Nothing was sent.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(file, exception);
        }
    }

    /// <summary>Returns the stored deploy, or <c>null</c> if there is no file.</summary>
    /// <exception cref="UsageException">The file contains something else.</exception>
    public StoredDeploy? Load()
    {
        if (!File.Exists(_file.FullName))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(InputFile.ReadText(_file), IntentJsonContext.Default.StoredDeploy) ?? throw new JsonException("The file contains null.");
        }
        catch (JsonException exception)
        {
            throw new UsageException($"The file {_file} contains no intent: {exception.Message} Before you delete it, check with the command 'list' whether its deployment was created.", exception);
        }
    }

    /// <summary>Replaces the file atomically, and flushes it to the disk.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task SaveAsync(StoredDeploy deploy, CancellationToken cancellationToken)
    {
        string temporary = _file.FullName + ".new";
        var stream = new FileStream(temporary, NewFile);
        await using (stream.ConfigureAwait(false))
        {
            await JsonSerializer.SerializeAsync(stream, deploy, IntentJsonContext.Default.StoredDeploy, cancellationToken).ConfigureAwait(false);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, _file.FullName, overwrite: true);
    }

    /// <summary>Checks that the stored deploy is of the app, and of the values of the command. It may have more values.</summary>
    /// <exception cref="UsageException">The stored deploy is another one.</exception>
    public void ThrowIfOther(StoredDeploy stored, long appId, CreateDeploymentRequest request, string? update)
    {
        CreateDeploymentRequest kept = stored.Intent.Request;
        (string Name, string? Given, string? Stored)[] values =
        [
            ("app", appId.ToString(CultureInfo.InvariantCulture), stored.Intent.AppId.ToString(CultureInfo.InvariantCulture)),
            ("image tag", request.ImageTag, kept.ImageTag),
            ("channel", request.Channel, kept.Channel),
            ("replicas", request.Replicas?.ToString(CultureInfo.InvariantCulture), kept.Replicas?.ToString(CultureInfo.InvariantCulture)),
            ("branch", request.Branch, kept.Branch),
            ("commit", request.CommitSha, kept.CommitSha),
            ("debug", request.Debug?.ToString(), kept.Debug?.ToString()),
            ("spicepod and tags", update, stored.Update),
        ];
        foreach ((string name, string? given, string? keptValue) in values.Where(value => value.Given is not null && value.Given != value.Stored))
        {
            throw new UsageException($"The file {_file} contains another deploy: {name} {keptValue ?? "(none)"} instead of {given}. {Advice}");
        }

        if (request.CommitMessage is { } message && message != stored.Message)
        {
            throw new UsageException($"The file {_file} contains another deploy, with another commit message. {Advice}");
        }
    }

    /// <summary>Removes the intent of a deploy that has an outcome, so that the next command deploys anew.</summary>
    /// <exception cref="IOException">The file cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be deleted.</exception>
    public void Delete() => File.Delete(_file.FullName);

    /// <summary>Releases the lock. The empty lock file stays, because another process may wait for it.</summary>
    public void Dispose() => _lock.Dispose();

    /// <summary>Returns the path as the command line names it.</summary>
    /// <returns>The path.</returns>
    public override string ToString() => _file.ToString();

    private static void CheckFolder(FileInfo file)
    {
        try
        {
            file.Directory?.Create();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(file, exception);
        }

        if (Directory.Exists(file.FullName))
        {
            throw new UsageException($"The intent file {file} is a folder.");
        }
    }

    private static UsageException CannotWrite(FileInfo file, Exception exception) => new($"The intent file {file} cannot be written: {exception.Message} Nothing was sent.", exception);

    private static FileStreamOptions CreateOptions(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
