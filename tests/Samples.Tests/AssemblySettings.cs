using Xunit.Sdk;

// The tests wait for programs, they do not compute: more of them may wait at the same time than there are processors.
[assembly: Xunit.v3.Parallelization(Mode = ParallelMode.All, MaxThreads = 8)]
