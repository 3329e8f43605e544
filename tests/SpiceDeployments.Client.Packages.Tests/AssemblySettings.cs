using SpiceDeployments.Client.Packages.Tests;

[assembly: AssemblyFixture(typeof(LocalFeed))]
