using Microsoft.Data.Sqlite;
using RolloutStoreSqlite;
using SpiceDeployments.Client.Testing;

// Runs the contract of IRolloutStore against a new database, and exits with 1 if the store breaks a rule.
DirectoryInfo directory = Directory.CreateTempSubdirectory("rollout-store");
string path = Path.Join(directory.FullName, "rollouts.db");
int failures = 0;
foreach (RolloutStoreCheck check in RolloutStoreContract.Checks)
{
    try
    {
        await check.RunAsync(() => new SqliteRolloutStore(path));
        Console.WriteLine($"passed  {check.Name}");
    }
    catch (RolloutStoreContractException exception)
    {
        failures++;
        Console.WriteLine($"failed  {check.Name}: {exception.Message}");
    }
}

Console.WriteLine($"{RolloutStoreContract.Checks.Count - failures} passed, {failures} failed");
SqliteConnection.ClearAllPools(); // Windows deletes no open file.
directory.Delete(recursive: true);
return failures is 0 ? 0 : 1;
