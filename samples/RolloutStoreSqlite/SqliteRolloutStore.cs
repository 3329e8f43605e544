using System.Data.Common;
using Microsoft.Data.Sqlite;
using SpiceDeployments.Client.Rollouts;

namespace RolloutStoreSqlite;

/// <summary>Stores the journals of rollouts in a SQLite database: a row for each line, whose key is the rollout and the number of the line.</summary>
internal sealed class SqliteRolloutStore : IRolloutStore
{
    private const int ConstraintViolation = 19;
    private const string Schema =
        """
        PRAGMA journal_mode = WAL;
        CREATE TABLE IF NOT EXISTS rollouts (rollout_id TEXT PRIMARY KEY, is_completed INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS lines (rollout_id TEXT, version INTEGER, line TEXT NOT NULL, PRIMARY KEY (rollout_id, version));
        """;

    /// <summary>The key rejects an earlier version. A later one has no line before it, so that nothing is inserted.</summary>
    private const string InsertLine =
        """
        INSERT INTO lines (rollout_id, version, line)
        SELECT @id, @version, @line WHERE @version = 1 OR EXISTS (SELECT 1 FROM lines WHERE rollout_id = @id AND version = @version - 1)
        """;

    private const string SetCompleted =
        "INSERT INTO rollouts (rollout_id, is_completed) VALUES (@id, @completed) ON CONFLICT (rollout_id) DO UPDATE SET is_completed = @completed";

    private readonly string _connectionString;

    public SqliteRolloutStore(string path)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path }.ToString();
        using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using SqliteCommand command = CreateCommand(connection, Schema);
        command.ExecuteNonQuery();
    }

    public Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) =>
        ReadAsync("SELECT line FROM lines WHERE rollout_id = @id ORDER BY version", cancellationToken, ("@id", rolloutId));

    public async Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
    {
        await using SqliteConnection connection = await OpenAsync(cancellationToken);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken); // Disposed without a commit, it is rolled back.
        try
        {
            for (int index = 0; index < lines.Count; index++)
            {
                await using SqliteCommand insert = CreateCommand(connection, InsertLine, ("@id", rolloutId), ("@version", expectedVersion + index + 1), ("@line", lines[index]));
                if (await insert.ExecuteNonQueryAsync(cancellationToken) is 0)
                {
                    throw CreateConflict(rolloutId, expectedVersion);
                }
            }
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is ConstraintViolation)
        {
            throw CreateConflict(rolloutId, expectedVersion, exception);
        }

        await using SqliteCommand complete = CreateCommand(connection, SetCompleted, ("@id", rolloutId), ("@completed", isCompleted));
        await complete.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default) =>
        ReadAsync("SELECT rollout_id FROM rollouts WHERE is_completed = 0", cancellationToken);

    private static RolloutStoreConflictException CreateConflict(string rolloutId, int expectedVersion, Exception? cause = null) =>
        new($"Nothing was stored: rollout '{rolloutId}' has not {expectedVersion} lines.", cause) { RolloutId = rolloutId };

    private static SqliteCommand CreateCommand(SqliteConnection connection, string text, params IEnumerable<(string Name, object Value)> parameters)
    {
        SqliteCommand command = connection.CreateCommand(); // Is part of the transaction of the connection.
        command.CommandText = text;
        command.Parameters.AddRange(parameters.Select(parameter => new SqliteParameter(parameter.Name, parameter.Value)));
        return command;
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString); // From the pool.
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private async Task<IReadOnlyList<string>> ReadAsync(string text, CancellationToken cancellationToken, params IEnumerable<(string Name, object Value)> parameters)
    {
        await using SqliteConnection connection = await OpenAsync(cancellationToken);
        await using SqliteCommand command = CreateCommand(connection, text, parameters);
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        var values = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
