using System.Globalization;
using System.Text.Json;
using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>A file with a create that may have been sent: a killed command continues from the file instead of creating a second deployment.</summary>
internal sealed class IntentFile : IDisposable
{
    private const string Advice = "To finish it, run the command without the values that differ; for another deploy, name another file.";

    private readonly FileInfo _file;
    private readonly FileStream _lock;

    private IntentFile(FileInfo file, FileStream exclusive)
    {
        _file = file;
        _lock = exclusive;
    }

    /// <summary>Locks the file for this process, by another file beside it. The operating system releases the lock when the process dies.</summary>
    /// <exception cref="IntentInUseException">Another process uses the file.</exception>
    /// <exception cref="UsageException">The folder cannot be written.</exception>
    public static IntentFile Open(FileInfo file)
    {
        try
        {
            file.Directory?.Create();
            return new IntentFile(file, new FileStream(file.FullName + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or DirectoryNotFoundException or PathTooLongException)
        {
            throw new UsageException($"The intent file {file} cannot be written: {exception.Message} Nothing was sent.", exception);
        }
        catch (IOException exception)
        {
            throw new IntentInUseException($"Another process uses the intent file {file}, or the file cannot be locked: {exception.Message} Nothing was sent.", exception);
        }
    }

    /// <summary>Returns the stored intent, or <c>null</c> if there is no file.</summary>
    /// <exception cref="UsageException">The file contains something else.</exception>
    public DeploymentIntent? Load()
    {
        if (!File.Exists(_file.FullName))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(InputFile.ReadText(_file), IntentJsonContext.Default.DeploymentIntent) ?? throw new JsonException("The file contains null.");
        }
        catch (JsonException exception)
        {
            throw new UsageException($"The file {_file} contains no intent: {exception.Message} Before you delete it, check with 'spice-deployments list' whether its deployment was created.", exception);
        }
    }

    /// <summary>Replaces the file atomically, and flushes it to the disk.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task SaveAsync(DeploymentIntent intent, CancellationToken cancellationToken)
    {
        string temporary = _file.FullName + ".new";
        FileStream stream = File.Create(temporary);
        await using (stream.ConfigureAwait(false))
        {
            await JsonSerializer.SerializeAsync(stream, intent, IntentJsonContext.Default.DeploymentIntent, cancellationToken).ConfigureAwait(false);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, _file.FullName, overwrite: true);
    }

    /// <summary>Checks that the stored intent is of the app, and of the values that the command line gives. It may have more values, such as those of Git.</summary>
    /// <exception cref="UsageException">The intent is another one.</exception>
    public void ThrowIfOther(DeploymentIntent stored, long appId, CreateDeploymentRequest request)
    {
        if (stored.AppId != appId)
        {
            throw new UsageException($"The file {_file} contains a deploy of app {stored.AppId}. {Advice}");
        }

        (string Option, string? Given, string? Stored)[] values =
        [
            ("--image-tag", request.ImageTag, stored.Request.ImageTag),
            ("--channel", request.Channel, stored.Request.Channel),
            ("--replicas", request.Replicas?.ToString(CultureInfo.InvariantCulture), stored.Request.Replicas?.ToString(CultureInfo.InvariantCulture)),
            ("--branch", request.Branch, stored.Request.Branch),
            ("--commit", request.CommitSha, stored.Request.CommitSha),
            ("--debug", request.Debug?.ToString(), stored.Request.Debug?.ToString()),
        ];
        foreach ((string option, string? given, string? kept) in values.Where(value => value.Given is not null && value.Given != value.Stored))
        {
            throw new UsageException($"The file {_file} contains a deploy with {option} {kept ?? "(none)"} instead of {given}. {Advice}");
        }

        if (request.CommitMessage is { } message && stored.Request.CommitMessage?.StartsWith(message, StringComparison.Ordinal) is not true)
        {
            throw new UsageException($"The file {_file} contains a deploy with another --message. {Advice}");
        }
    }

    /// <summary>Removes the intent of a deployment that has completed, so that the next command deploys anew.</summary>
    public void Delete() => File.Delete(_file.FullName);

    /// <summary>Releases the lock. The empty lock file stays, because another process may wait for it.</summary>
    public void Dispose() => _lock.Dispose();

    /// <summary>Returns the path as the command line names it.</summary>
    /// <returns>The path.</returns>
    public override string ToString() => _file.ToString();
}
