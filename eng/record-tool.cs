#:project ../src/SpiceDeployments.Client.Testing
#:property PublishAot=false

// Usage: dotnet run eng/record-tool.cs TOOL, where TOOL is the path of the program SpiceDeployments.Tool
// Deploys with the tool to an emulator, for a recording: another deployment is active first, and then the response to the create is lost.
using System.Diagnostics;
using SpiceDeployments.Client.Testing;

string[] command = ["deploy", "--app", "orders", "--image-tag", "2.4.0", "--message", "Release 2.4.0"];

await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync();
EmulatedApp app = cloud.AddApp(42, "orders").WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(3)).RunsFor(TimeSpan.FromSeconds(8)));
app.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(9)));
cloud.Faults.OnCreate().Skip(1).DropResponse(); // The first create receives 409.

// Outside of a repository, whose commit the tool would send.
var start = new ProcessStartInfo(Path.GetFullPath(args[0]), command) { UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
string[] plain = ["CI", "NO_COLOR", "TF_BUILD"];
foreach (string variable in start.Environment.Keys.Where(key => key.StartsWith("SPICE", StringComparison.Ordinal) || plain.Contains(key)).ToList())
{
    start.Environment.Remove(variable);
}

start.Environment["SPICEAI_API_ENDPOINT"] = cloud.BaseAddress.ToString();
start.Environment["SPICE_API_TOKEN"] = cloud.AccessToken;

Console.WriteLine($"$ spice-deployments {string.Join(' ', command.Select(word => word.Contains(' ', StringComparison.Ordinal) ? $"\"{word}\"" : word))}");
using Process tool = Process.Start(start)!;
await tool.WaitForExitAsync();
return tool.ExitCode;
