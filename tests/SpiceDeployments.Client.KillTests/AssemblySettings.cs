using Xunit.Sdk;

// The tests wait for programs, most of which wait for time to pass: more of them can run in parallel than there are processors.
[assembly: Xunit.v3.Parallelization(Mode = ParallelMode.All, MaxThreads = 8)]
