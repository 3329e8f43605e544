#:project ../../src/SpiceDeployments.Client.Testing
#:property PublishAot=false

// Usage: dotnet run Program.cs TOOL SCREENS
// Runs the program TOOL against an emulator in terminals of tmux, and fails unless they display what they should: while a command runs, after its end, its failure
// and Ctrl+C, after a resize, and without colors. Saves the screens to the folder SCREENS.
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SpiceDeployments.Client.Testing;

(string tool, string screens) = (args[0], args[1]);
string folder = Directory.CreateTempSubdirectory("spice-terminal-").FullName;
Directory.CreateDirectory(screens);

DeploymentScript script = new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(2)).RunsFor(TimeSpan.FromSeconds(7));
DeploymentScript longScript = new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(2)).RunsFor(TimeSpan.FromSeconds(28)); // The tool starts meanwhile.
await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync();
int nextApp = 100;

Func<Task>[] checks =
[
    () => CheckDeployAsync(60), () => CheckDeployAsync(120),
    () => CheckWaitAsync(60), () => CheckWaitAsync(120),
    () => CheckRolloutAsync(60), () => CheckRolloutAsync(120),
    () => CheckInterruptionAsync(60), () => CheckInterruptionAsync(120), CheckInterruptedRolloutAsync,
    CheckFailureAsync, CheckWarningAsync, CheckHostileTextAsync,
    CheckResizeAsync, CheckLowTerminalAsync, CheckClosedTerminalAsync,
    () => CheckPlainAsync("NO_COLOR=1 {0}"), () => CheckPlainAsync("CI=true {0}"), () => CheckPlainAsync("TERM=dumb {0}"), () => CheckPlainAsync("{0} | cat"),
];
string[] failures = [.. (await Task.WhenAll(checks.Select(RunAsync))).OfType<string>()];
await Terminal.CloseAllAsync();
Console.WriteLine($"{checks.Length - failures.Length} of {checks.Length} checks of terminals passed.\n{string.Join('\n', failures)}");
return failures.Length;

// Returns what failed, or null.
static async Task<string?> RunAsync(Func<Task> check)
{
    try
    {
        await check();
        return null;
    }
    catch (Exception exception) when (exception is InvalidOperationException or TimeoutException)
    {
        return exception.Message;
    }
}

// A conflict: the steps appear one after the other, and stay.
async Task CheckDeployAsync(int width)
{
    EmulatedApp app = AddApp();
    await using Terminal terminal = await StartAsync(width, $"deploy-{width}");
    app.StartDeployment(script: longScript);

    await terminal.TypeAsync($"spice-deployments deploy --app {app.Name} --image-tag 2.4.0");
    string waiting = await terminal.WaitForAsync("Waiting for deployment");
    await terminal.WaitForAsync(screen => GetTimes(screen).SequenceEqual(GetTimes(waiting)) is false, "another time");
    await terminal.ExpectNoWrappedLinesAsync();
    await terminal.WaitForAsync("is in_progress.");
    await terminal.ExpectColorsAsync();

    string result = await terminal.WaitForPromptAsync();
    Expect(terminal, result, @"✓ Waiting for deployment \d+, which is +(\w+\. +)?\d+\.\d s", @"✓ Deployment \d+ is in_progress\. +\d+\.\d s\nDeployment \d+ succeeded after \d+\.\d s: image 2\.4\.0");
    await terminal.ExpectNoWrappedLinesAsync();
    await terminal.ExpectExitCodeAsync(0);
}

async Task CheckWaitAsync(int width)
{
    EmulatedApp app = AddApp();
    await using Terminal terminal = await StartAsync(width, $"wait-{width}");
    EmulatedDeployment deployment = app.StartDeployment(script: longScript);

    await terminal.TypeAsync($"spice-deployments wait --app {app.Name} {deployment.Id}");
    await terminal.WaitForAsync("next request in");
    await terminal.ExpectColorsAsync();

    string result = await terminal.WaitForPromptAsync();
    Expect(terminal, result, $@"✓ Deployment {deployment.Id} is in_progress\. +\d", $"Deployment {deployment.Id} succeeded after 30.0 s");
    await terminal.ExpectNoWrappedLinesAsync();
    await terminal.ExpectExitCodeAsync(0);
}

// The last of three apps fails. The view is replaced by the result.
async Task CheckRolloutAsync(int width)
{
    EmulatedApp[] apps = [AddApp(), AddApp(), AddApp()];
    apps[2].WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("Failed to pull container image 'registry.example/a-long-name/image:2.4.0': manifest unknown"));
    string file = WriteRollout($"rollout-{width}", apps);
    await using Terminal terminal = await StartAsync(width, $"rollout-{width}");

    await terminal.TypeAsync($"spice-deployments rollout start -f {file}");
    string running = await terminal.WaitForAsync(screen => Regex.IsMatch(screen, $@"[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] (1  +)?{apps[0].Name} +Deploying", RegexOptions.NonBacktracking), "a spinner");
    await terminal.WaitForAsync(screen => GetTimes(screen).SequenceEqual(GetTimes(running)) is false, "another time");
    await terminal.ExpectNoWrappedLinesAsync();
    await terminal.ExpectColorsAsync();
    await terminal.WaitForAsync("wave 2 of 2");

    string result = await terminal.WaitForPromptAsync();
    Expect(terminal, result, $@"✓ (1  +)?{apps[0].Name} +Succeeded", $@"✗ (2  +)?{apps[2].Name} +Failed", $"{apps[2].Name}: Deployment \\d+ failed", "error: Rollout", "To deploy the apps that failed again:");
    Expect(terminal, result.Contains('━', StringComparison.Ordinal) is false, "no progress bar in the result");
    await terminal.ExpectExitCodeAsync(1);
}

async Task CheckInterruptionAsync(int width)
{
    EmulatedApp app = AddApp(new DeploymentScript().NeverCompletes());
    await using Terminal terminal = await StartAsync(width, $"interruption-{width}");
    await terminal.TypeAsync($"spice-deployments deploy --app {app.Name}");
    await terminal.WaitForAsync("is queued.");

    await terminal.PressAsync("C-c");

    string result = await terminal.WaitForPromptAsync();
    Expect(terminal, result, $@"∙ Deployment \d+ is (queued|in_progress)\. +\d+\.\d s\nerror: The command was interrupted\.\nDeployment \d+ continues\. To wait for it:\s+spice-deployments wait --app {app.Name} \d+\n");
    await terminal.ExpectExitCodeAsync(130);
}

async Task CheckInterruptedRolloutAsync()
{
    EmulatedApp app = AddApp(new DeploymentScript().NeverCompletes());
    string file = WriteRollout("interrupted", [app]);
    await using Terminal terminal = await StartAsync(60, "interrupted-rollout");
    await terminal.TypeAsync($"spice-deployments rollout start -f {file}");
    await terminal.WaitForAsync("Deploying  ");

    await terminal.PressAsync("C-c");

    string result = await terminal.WaitForPromptAsync();
    Expect(terminal, result, $@"∙ {app.Name} +Deploying +\d+\.\d s\nerror: The command was interrupted\.\nThe deployments in flight continue\.");
    await terminal.ExpectExitCodeAsync(130);
}

async Task CheckFailureAsync()
{
    EmulatedApp app = AddApp(new DeploymentScript().RunsFor(TimeSpan.Zero).Fails("No memory"));
    await using Terminal terminal = await StartAsync(60, "failure");

    await terminal.TypeAsync($"spice-deployments deploy --app {app.Name}");

    string result = await terminal.WaitForPromptAsync();
    Expect(terminal, result, @"✗ Deployment \d+ is \w+\. +\d", @"error: Deployment \d+.*failed: No\s+memory");
    await terminal.ExpectExitCodeAsync(1);
}

// The warning is written while the view is on the screen.
async Task CheckWarningAsync()
{
    EmulatedApp app = AddApp();
    cloud.Faults.On("POST", $"/v1/apps/{app.Id}/deployments").DropResponse();
    await using Terminal terminal = await StartAsync(60, "warning");

    await terminal.TypeAsync($"spice-deployments deploy --app {app.Name} --message Ship");

    string result = await terminal.WaitForPromptAsync();
    Expect(terminal, result, $@"\nDeploying app {app.Name}\.\nwarning: The response (.|\n)*\n✓ The response to the create request was lost\.(.|\n)*\nDeployment \d+ succeeded");
    Expect(terminal, result.Split("Deploying app").Length is 2, "one view");
    await terminal.ExpectNoWrappedLinesAsync();
}

async Task CheckHostileTextAsync()
{
    const string text = "\e[2J\e]0;owned\a\u009b31m\u202egnp\u2066 END";
    EmulatedApp app = AddApp(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(7)).ReportsError("NoNode", text).Fails(text));
    app.WithNormalization(NormalizationRule.Change(values => values with { ImageTag = text, CommitMessage = text, Branch = text }));
    await using Terminal terminal = await StartAsync(120, "hostile");

    await terminal.TypeAsync($"spice-deployments deploy --app {app.Name}; spice-deployments list --app {app.Name}; spice-deployments show --app {app.Name} $(({app.Id} + 0)); echo done");
    await terminal.WaitForAsync(screen => screen.Contains("\ndone", StringComparison.Ordinal), "done");

    string screen = await terminal.CaptureAsync();
    Expect(terminal, screen, "Deploying app", "END");
    Expect(terminal, screen.EnumerateRunes().All(rune => Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format), "no format characters");
    Expect(terminal, await terminal.QueryAsync("#{pane_title}") is not "owned", "no other title");
}

// tmux wraps the lines of the wide terminal. The next drawing must replace all of them.
async Task CheckResizeAsync()
{
    EmulatedApp[] apps = [AddApp(), AddApp(), AddApp()];
    string file = WriteRollout("resize", apps);
    await using Terminal terminal = await StartAsync(120, "resize");
    await terminal.TypeAsync($"spice-deployments rollout start -f {file}");
    await terminal.WaitForAsync("Deploying  ");

    await terminal.ResizeAsync(60, 24);
    string narrow = await terminal.WaitForAsync(screen => screen.Contains("  App", StringComparison.Ordinal) && !screen.Contains("Wave ", StringComparison.Ordinal), "the narrow view");
    Expect(terminal, narrow.Split("InProgress").Length is 2, "one view");
    await terminal.ExpectNoWrappedLinesAsync();

    await terminal.ResizeAsync(120, 24);
    string wide = await terminal.WaitForAsync("Wave ");
    Expect(terminal, wide.Split("InProgress").Length is 2, "one view");

    string result = await terminal.WaitForPromptAsync();
    Expect(terminal, result.Split(apps[0].Name).Length is 2, "one result");
    Expect(terminal, result, $"Following rollout {Path.GetFileNameWithoutExtension(file)}\\.\n  Wave");
}

// More apps than lines.
async Task CheckLowTerminalAsync()
{
    EmulatedApp[] apps = [.. Enumerable.Range(0, 20).Select(_ => AddApp())];
    string file = WriteRollout("low", apps);
    await using Terminal terminal = await StartAsync(60, "low", height: 12);

    await terminal.TypeAsync($"spice-deployments rollout start -f {file}");
    string running = await terminal.WaitForAsync("  and ");
    Expect(terminal, running, "━━━", "InProgress, wave 1 of 2");
    await terminal.ResizeAsync(60, 9);
    string lower = await terminal.WaitForAsync("  and 17 Pending");
    Expect(terminal, lower.Split("InProgress").Length is 2, "one view");

    await terminal.WaitForPromptAsync();
    Expect(terminal, await terminal.CaptureAllAsync(), [.. apps.Select(app => $"✓ {app.Name} +Succeeded")]);
    await terminal.ExpectExitCodeAsync(0);
}

// The terminal is closed, which sends SIGHUP to the tool. The shell around it only waits.
async Task CheckClosedTerminalAsync()
{
    EmulatedApp app = AddApp(new DeploymentScript().NeverCompletes());
    string exitCode = Path.Combine(folder, "closed-exit-code");
    Terminal terminal = await StartAsync(60, "closed");
    await terminal.TypeAsync($"(trap : HUP; spice-deployments deploy --app {app.Name}; echo $? > {exitCode})");
    await terminal.WaitForAsync("is queued.");

    await terminal.DisposeAsync();

    await Hang.WaitAsync(() => Task.FromResult(File.Exists(exitCode) && File.ReadAllText(exitCode) is "130\n"), () => Task.FromResult("The tool has not ended with 130 after its terminal was closed."));
}

async Task CheckPlainAsync(string command)
{
    EmulatedApp app = AddApp();
    await using Terminal terminal = await StartAsync(60, $"plain-{string.Concat(command.Where(char.IsAsciiLetterOrDigit))}");

    await terminal.TypeAsync(string.Format(CultureInfo.InvariantCulture, command, $"spice-deployments deploy --app {app.Name}"));

    string result = await terminal.WaitForPromptAsync();
    Expect(terminal, result, @"\d+\.\d s  Deployment \d+ was created\.\n", @"\d+\.\d s  Deployment \d+ is in_progress\.\n", @"\nDeployment \d+ succeeded after");
    Expect(terminal, !(await terminal.CaptureAsync(withColors: true)).Contains('\e', StringComparison.Ordinal), "no colors");
}

EmulatedApp AddApp(DeploymentScript? behavior = null)
{
    int id = Interlocked.Increment(ref nextApp);
    return cloud.AddApp(id, $"app-{id}").WithDefaultScript(behavior ?? script);
}

string WriteRollout(string id, EmulatedApp[] apps)
{
    string names = string.Join(", ", apps.Select(app => $"\"{app.Name}\""));
    File.WriteAllText(Path.Combine(folder, $"{id}.json"), $$"""{ "id": "{{id}}", "apps": [{{names}}], "waves": [1], "failureTolerance": 0 }""");
    return $"{id}.json";
}

Task<Terminal> StartAsync(int width, string name, int height = 24) =>
    Terminal.StartAsync(name, width, height, folder, Path.Combine(screens, $"{name}.txt"), tool, cloud.BaseAddress, cloud.AccessToken);

static IReadOnlyList<string> GetTimes(string screen) => [.. Regex.Matches(screen, @"\d+\.\d s", RegexOptions.NonBacktracking).Select(match => match.Value)];

static void Expect(Terminal terminal, object actual, params string[] expected)
{
    foreach (string text in expected)
    {
        bool holds = actual as bool? ?? Regex.IsMatch((string)actual, text, RegexOptions.NonBacktracking);
        if (!holds)
        {
            throw new InvalidOperationException($"{terminal.Name}: expected {text}, but the terminal shows:\n{terminal.LastScreen}");
        }
    }
}

/// <summary>A shell in a window of tmux.</summary>
internal sealed class Terminal(string name, string picture) : IAsyncDisposable
{
    private const string Prompt = "\n$ ";

    private static readonly string Socket = $"spice-{Environment.ProcessId}";

    public string Name => name;

    public string LastScreen { get; private set; } = "";

    public static async Task<Terminal> StartAsync(string name, int width, int height, string folder, string picture, string tool, Uri address, string token)
    {
        // No variable of this process may choose plain lines, or other credentials.
        string variables = string.Join(' ', Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(key => key.StartsWith("SPICE", StringComparison.Ordinal) || key is "CI" or "NO_COLOR" or "TF_BUILD").Select(key => $"-u {key}"));
        string start = Path.Combine(folder, $"{name}.bashrc");
        await File.WriteAllTextAsync(start, $"PS1='$ '\nexport SPICEAI_API_ENDPOINT={address} SPICE_API_TOKEN={token} LANG=C.UTF-8\nfunction spice-deployments {{ {tool} \"$@\"; }}\n");
        await RunAsync("new-session", "-d", "-s", name, "-x", $"{width}", "-y", $"{height}", "-c", folder, $"env {variables} bash --noprofile --rcfile {start} -i");
        var terminal = new Terminal(name, picture);
        await terminal.WaitForAsync(screen => screen.StartsWith('$'), "a prompt");
        return terminal;
    }

    public static Task CloseAllAsync() => RunAsync("kill-server");

    public async Task TypeAsync(string command)
    {
        await RunAsync("send-keys", "-t", name, "-l", command);
        await RunAsync("send-keys", "-t", name, "Enter");
    }

    public Task PressAsync(string key) => RunAsync("send-keys", "-t", name, key);

    public Task ResizeAsync(int width, int height) => RunAsync("resize-window", "-t", name, "-x", $"{width}", "-y", $"{height}");

    public Task<string> QueryAsync(string format) => RunAsync("display-message", "-p", "-t", name, format);

    public Task<string> CaptureAsync(bool withColors = false) => CaptureAsync(withColors ? ["-e"] : []);

    /// <summary>Returns the screen with the lines that have left it.</summary>
    public Task<string> CaptureAllAsync() => CaptureAsync("-S", "-");

    public Task<string> WaitForAsync(string text) => WaitForAsync(screen => screen.Contains(text, StringComparison.Ordinal), text);

    /// <summary>Polls the screen until a condition is fulfilled.</summary>
    public async Task<string> WaitForAsync(Predicate<string> condition, string description)
    {
        await Hang.WaitAsync(async () => condition(await CaptureAsync()), () => Task.FromResult($"{name}: expected {description}, but the terminal shows:\n{LastScreen}"));
        return LastScreen;
    }

    /// <summary>Waits until the command has ended. The cursor is visible then.</summary>
    public async Task<string> WaitForPromptAsync()
    {
        string screen = await WaitForAsync(screen => $"{screen} ".EndsWith(Prompt, StringComparison.Ordinal), "a prompt");
        if (await QueryAsync("#{cursor_flag}") is not "1")
        {
            throw new InvalidOperationException($"{name}: the cursor is not visible.");
        }

        await File.WriteAllTextAsync(picture, $"{await CaptureAsync(withColors: true)}\n");
        return await CaptureAsync() is { } last && last == screen ? screen : await CaptureAsync();
    }

    public async Task ExpectExitCodeAsync(int expected)
    {
        await TypeAsync("echo exit code $?");
        await WaitForAsync($"\nexit code {expected}\n");
    }

    public async Task ExpectColorsAsync()
    {
        if (!(await CaptureAsync(withColors: true)).Contains("\e[3", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{name}: expected colors, but the terminal shows:\n{LastScreen}");
        }
    }

    /// <summary>Checks that no line is longer than the screen, except those that were typed. tmux joins the parts of such lines.</summary>
    public async Task ExpectNoWrappedLinesAsync()
    {
        int width = int.Parse(await QueryAsync("#{pane_width}"), CultureInfo.InvariantCulture);
        if ((await CaptureAsync("-J")).Split('\n').FirstOrDefault(line => line.TrimEnd().Length > width && !line.StartsWith('$')) is { } wrapped)
        {
            throw new InvalidOperationException($"{name}: a line is longer than the terminal: {wrapped}");
        }
    }

    public async ValueTask DisposeAsync() => await RunAsync("kill-session", "-t", name);

    private async Task<string> CaptureAsync(params string[] options) => LastScreen = await RunAsync(["capture-pane", "-p", "-t", name, .. options]);

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux", ["-L", Socket, "-f", "/dev/null", "-u", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process tmux = Process.Start(start)!;
        string output = await tmux.StandardOutput.ReadToEndAsync();
        await tmux.WaitForExitAsync();
        return output.TrimEnd('\n');
    }
}

internal static class Hang
{
    /// <summary>Longer than any check lasts.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Polls until a condition is fulfilled.</summary>
    public static async Task WaitAsync(Func<Task<bool>> condition, Func<Task<string>> describe)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                throw new TimeoutException(await describe());
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
