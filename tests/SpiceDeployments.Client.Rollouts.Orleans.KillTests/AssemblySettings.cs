using SpiceDeployments.Client.Rollouts.Orleans.KillTests;
using Xunit.Sdk;

[assembly: AssemblyFixture(typeof(RedisFixture))]

// A test starts three or more processes, which probe each other: too many at once would consider each other dead.
[assembly: Xunit.v3.Parallelization(Mode = ParallelMode.All, MaxThreads = 2)]
