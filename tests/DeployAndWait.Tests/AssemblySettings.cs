using Xunit.Sdk;

// The tests wait for programs, they do not compute: all of them may wait at the same time.
[assembly: Xunit.v3.Parallelization(Mode = ParallelMode.All, MaxThreads = -1)]
