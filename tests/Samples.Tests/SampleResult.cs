namespace Samples.Tests;

/// <summary>How a run of a sample ended, and what it wrote.</summary>
internal sealed record SampleResult(int ExitCode, string Output, string Errors);
