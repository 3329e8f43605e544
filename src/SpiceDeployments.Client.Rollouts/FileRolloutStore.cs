using System.Text;
using SpiceDeployments.Client.Rollouts.Internal;

namespace SpiceDeployments.Client.Rollouts;

/// <summary>Stores each rollout in a folder with its id, as the file <c>journal.jsonl</c>: one JSON object a line, flushed to the disk with each append.</summary>
/// <remarks>
/// A process locks the folder of a rollout with its first append, until the rollout has completed or the store is disposed, so that one process runs a rollout.
/// Other processes of the same user can read. On Unix, other users cannot read what the store creates; a directory that exists keeps its mode. If a process
/// dies while it appends, the incomplete last line is ignored and removed by the next append. An app needs three lines in most rollouts, of about 700 bytes in
/// all.
/// </remarks>
public sealed class FileRolloutStore : IRolloutStore, IDisposable
{
    private const string JournalName = "journal.jsonl";
    private const string LockName = "lock";
    private const string CompletedName = "completed";

    private const UnixFileMode UserFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _directory;
    private readonly Dictionary<string, OpenJournal> _open = new(StringComparer.Ordinal);
    private readonly object _lock = new();
    private bool _isDisposed;

    /// <summary>Creates a store in a directory, which is created when the first rollout is.</summary>
    /// <param name="directory">The path of the directory. A relative path is resolved now.</param>
    /// <exception cref="ArgumentException"><paramref name="directory"/> is <c>null</c> or blank.</exception>
    public FileRolloutStore(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        _directory = Path.GetFullPath(directory);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default)
    {
        string path = PathOf(rolloutId, JournalName);
        if (!File.Exists(path))
        {
            return [];
        }

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using (file.ConfigureAwait(false))
        {
            using var reader = new StreamReader(file);
            string text = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            return text.Split('\n')[..^1]; // After the last line break is an incomplete line, or nothing.
        }
    }

    /// <inheritdoc/>
    /// <exception cref="RolloutStoreConflictException">The journal has another version, or another process runs the rollout. Nothing was appended.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            bool isOpen = _open.ContainsKey(rolloutId);
            OpenJournal journal = Open(rolloutId);
            if (journal.Version != expectedVersion)
            {
                int version = journal.Version;
                if (!isOpen)
                {
                    Close(rolloutId); // The process whose version is right may append.
                }

                throw Conflict(rolloutId, $"has {version} events, not {expectedVersion}");
            }

            Append(rolloutId, journal, lines, isCompleted);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default)
    {
        IEnumerable<string> folders = Directory.Exists(_directory) ? Directory.EnumerateDirectories(_directory) : [];
        return Task.FromResult<IReadOnlyList<string>>(
            [.. folders.Where(folder => HasContent(Path.Combine(folder, JournalName)) && !File.Exists(Path.Combine(folder, CompletedName))).Select(folder => Path.GetFileName(folder))]);
    }

    /// <summary>Unlocks the folders of the rollouts.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            foreach (OpenJournal journal in _open.Values)
            {
                journal.Dispose();
            }

            _open.Clear();
        }
    }

    /// <summary>A process that dies before its first line leaves an empty file.</summary>
    private static bool HasContent(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };

    /// <summary>Creates a directory that only the user can read, unless it exists. On Windows, it has the permissions of the one that contains it.</summary>
    private static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UserFile | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Opens a file, unbuffered. If it is created, only the user can read it.</summary>
    private static FileStream OpenFile(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UserFile;
        }

        return new FileStream(path, options);
    }

    private void Append(string rolloutId, OpenJournal journal, IReadOnlyList<string> lines, bool isCompleted)
    {
        try
        {
            File.Delete(PathOf(rolloutId, CompletedName)); // A crash before the file is written again leaves a rollout that is listed although it has completed.
            journal.Append(lines);
            if (isCompleted)
            {
                OpenFile(PathOf(rolloutId, CompletedName), FileMode.Create, FileAccess.Write, FileShare.None).Dispose();
            }
        }
        catch
        {
            Close(rolloutId); // The next append reads the file again, and removes an incomplete line.
            throw;
        }

        if (isCompleted)
        {
            Close(rolloutId);
        }
    }

    private OpenJournal Open(string rolloutId)
    {
        if (!_open.TryGetValue(rolloutId, out OpenJournal? journal))
        {
            CreateDirectory(_directory);
            CreateDirectory(PathOf(rolloutId, ""));
            journal = new OpenJournal(PathOf(rolloutId, JournalName), Lock(rolloutId));
            _open.Add(rolloutId, journal);
        }

        return journal;
    }

    private void Close(string rolloutId)
    {
        if (_open.Remove(rolloutId, out OpenJournal? journal))
        {
            journal.Dispose();
        }
    }

    /// <exception cref="RolloutStoreConflictException">Another process has locked the folder.</exception>
    private FileStream Lock(string rolloutId)
    {
        try
        {
            return OpenFile(PathOf(rolloutId, LockName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException exception) when (LockedFile.IsCauseOf(exception))
        {
            throw Conflict(rolloutId, $"is locked: another process runs it ({exception.Message})");
        }
    }

    private string PathOf(string rolloutId, string name)
    {
        RolloutId.Validate(rolloutId, nameof(rolloutId));
        return Path.Combine(_directory, rolloutId, name);
    }

    private static RolloutStoreConflictException Conflict(string rolloutId, string state) => new($"Nothing was stored: rollout '{rolloutId}' {state}.") { RolloutId = rolloutId };

    /// <summary>The journal file of a rollout, whose folder is locked.</summary>
    private sealed class OpenJournal : IDisposable
    {
        private readonly FileStream _lock;
        private readonly FileStream _file;

        public OpenJournal(string path, FileStream folderLock)
        {
            _lock = folderLock;
            try
            {
                _file = OpenFile(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
                Version = RemoveIncompleteLine();
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public int Version { get; private set; }

        public void Append(IReadOnlyList<string> lines)
        {
            _file.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + '\n'))));
            _file.Flush(flushToDisk: true);
            Version += lines.Count;
        }

        public void Dispose()
        {
            _lock.Dispose(); // First: the file may throw when it is closed.
            _file?.Dispose();
        }

        /// <summary>Returns the number of complete lines.</summary>
        private int RemoveIncompleteLine()
        {
            byte[] content = new byte[_file.Length];
            _file.ReadExactly(content);
            int length = content.AsSpan().LastIndexOf((byte)'\n') + 1;
            _file.SetLength(length);
            _file.Position = length;
            return content.AsSpan(0, length).Count((byte)'\n');
        }
    }
}
