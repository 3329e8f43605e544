#:sdk Microsoft.NET.Sdk.Web
#:package Selenium.WebDriver
#:property PublishAot=false

// Usage: dotnet run Program.cs DRIVER SITE PICTURES
// Fails if a link within the folder SITE has no target. Then serves it as GitHub Pages does, and fails unless three pages display their parts in a headless
// Chromium, on a desktop in both themes and on a phone, and the search finds a page. Saves pictures to the folder PICTURES.
using System.Text.RegularExpressions;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using OpenQA.Selenium.Support.UI;

(string driver, string site, string pictures) = (args[0], args[1], args[2]);

Page[] pages =
[
    new("home", "", "SpiceDeployments.Client", "SpiceDeployments.Client"),
    new("article", "docs/waiting.html", "Waiting and timeouts | SpiceDeployments.Client", "Waiting and timeouts"),
    new("api", "api/SpiceDeployments.Client.DeploymentsClient.html", "Class DeploymentsClient | SpiceDeployments.Client", "Class DeploymentsClient"),
];
View[] views = [new("desktop", 1280, 900, "light"), new("desktop-dark", 1280, 900, "dark"), new("phone", 390, 844, "light")];

string[] broken = [.. SiteLinks.FindBroken(site)];
Expect(broken is [], $"a target of every link, but these have none:\n{string.Join('\n', broken)}");

await using WebApplication server = CreateServer();
await server.StartAsync();
var address = new Uri(new Uri(server.Urls.Single()), "/SpiceDeployments.Client/");

var options = new ChromeOptions();
options.AddArguments("--headless", "--no-sandbox"); // Chromium has no sandbox for root.
options.AddArgument("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"); // The result does not depend on other sites, such as those of the badges.
options.SetLoggingPreference(LogType.Browser, OpenQA.Selenium.LogLevel.Severe);
using var service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(driver), Path.GetFileName(driver));
using var browser = new ChromeDriver(service, options);
Directory.CreateDirectory(pictures);

foreach (View view in views)
{
    Display(view);
    foreach (Page page in pages)
    {
        Check(page, view);
    }
}

Display(views[0]);
Search("conflict", "docs/conflicts.html");
SavePicture("search");
ExpectNoErrors();

WebApplication CreateServer()
{
    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { WebRootPath = site });
    builder.Logging.ClearProviders();
    builder.WebHost.UseUrls("http://127.0.0.1:0");
    WebApplication application = builder.Build();
    application.UsePathBase("/SpiceDeployments.Client").UseFileServer();
    return application;
}

void Display(View view)
{
    browser.ExecuteCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        new() { ["width"] = view.Width, ["height"] = view.Height, ["deviceScaleFactor"] = 1, ["mobile"] = false });
    browser.ExecuteCdpCommand(
        "Emulation.setEmulatedMedia",
        new() { ["features"] = new[] { new Dictionary<string, string> { ["name"] = "prefers-color-scheme", ["value"] = view.Theme } } });
}

void Check(Page page, View view)
{
    Open(page.Path);
    SavePicture($"{page.Name}-{view.Name}");
    Console.WriteLine($"{page.Name}, {view.Name}: {browser.Title}");
    ExpectEqual(page.Title, browser.Title.Trim());
    ExpectEqual(page.Heading, browser.FindElement(By.CssSelector("article h1")).Text.Trim());
    ExpectEqual(view.Theme, browser.FindElement(By.TagName("html")).GetAttribute("data-bs-theme"));
    ExpectNavigation(page, view);
    Expect(browser.FindElements(By.CssSelector("a.edit-link[href^='https://github.com/SpiceDeployments/']")).Count is 1, "a link to edit the page");
    long width = Evaluate<long>("return document.documentElement.scrollWidth");
    Expect(width <= view.Width, $"a page that fits into {view.Width} pixels, but its width is {width}");
    ExpectNoErrors();
}

void Open(string path)
{
    browser.Navigate().GoToUrl(new Uri(address, path));
    WaitUntil("a page that has loaded, with its search", () => Evaluate<bool>("return window.docfx?.ready === true && window.docfx.searchReady === true"));
}

// A phone shows buttons that open the navigation.
void ExpectNavigation(Page page, View view)
{
    bool isWide = view.Width > 768;
    ExpectEqual(isWide ? "Documentation, Samples, API reference" : "", string.Join(", ", Displayed("#navbar .nav-link").Select(link => link.Text)));
    ExpectEqual(!isWide, Displayed("button[data-bs-target='#navpanel']").Any());
    if (page.Path is not "")
    {
        ExpectEqual(isWide, Displayed("#toc li.active > a[href]").Any());
        ExpectEqual(!isWide, Displayed("button[data-bs-target='#tocOffcanvas']").Any());
    }
}

void Search(string word, string expected)
{
    Open("");
    browser.FindElement(By.Id("search-query")).SendKeys(word);
    WaitUntil($"the result {expected}", () => Results().Any(result => result.EndsWith(expected, StringComparison.Ordinal)));
    Console.WriteLine($"Search for '{word}':\n{string.Join('\n', Results())}");

    IEnumerable<string> Results() => Evaluate<IEnumerable<object>>("return [...document.querySelectorAll('.sr-item a')].map(link => link.pathname)").Cast<string>();
}

void WaitUntil(string expected, Func<bool> condition)
{
    try
    {
        new WebDriverWait(browser, TimeSpan.FromMinutes(1)).Until(_ => condition());
    }
    catch (WebDriverTimeoutException)
    {
        ExpectNoErrors();
        Expect(condition(), expected);
    }
}

IEnumerable<IWebElement> Displayed(string selector) => browser.FindElements(By.CssSelector(selector)).Where(element => element.Displayed);

T Evaluate<T>(string script) => (T)browser.ExecuteScript(script)!;

void SavePicture(string name) => browser.GetScreenshot().SaveAsFile(Path.Combine(pictures, $"{name}.png"));

// Other sites have no address in this browser.
void ExpectNoErrors()
{
    string[] errors = [.. browser.Manage().Logs.GetLog(LogType.Browser).Select(entry => entry.Message).Where(message => !message.EndsWith("net::ERR_NAME_NOT_RESOLVED", StringComparison.Ordinal))];
    Expect(errors is [], $"no errors in the console, but there are:\n{string.Join('\n', errors)}");
}

static void ExpectEqual<T>(T expected, T actual) => Expect(Equals(expected, actual), $"'{expected}', but found '{actual}'");

static void Expect(bool condition, string expected)
{
    if (!condition)
    {
        throw new InvalidOperationException($"Expected {expected}.");
    }
}

internal sealed record Page(string Name, string Path, string Title, string Heading);

internal sealed record View(string Name, int Width, int Height, string Theme);

/// <summary>The links of the pages, tables of contents and the search index to other files of the site, and to anchors in them.</summary>
internal static partial class SiteLinks
{
    public static IEnumerable<string> FindBroken(string site) =>
        from file in Directory.EnumerateFiles(site, "*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".html" || Path.GetFileName(file) is "toc.json" or "index.json"
        from link in Link().Matches(File.ReadAllText(file)).Select(match => match.Groups["target"].Value).Distinct(StringComparer.Ordinal)
        where !link.Contains(':', StringComparison.Ordinal) && !HasTarget(file, link)
        select $"{Path.GetRelativePath(site, file)}: {link}";

    private static bool HasTarget(string file, string link)
    {
        string[] parts = Uri.UnescapeDataString(link).Split('#');
        string target = parts[0].Length is 0 ? file : Path.GetFullPath(parts[0], Path.GetDirectoryName(file)!);
        return File.Exists(target) && (parts is not [_, { Length: > 0 } anchor] || File.ReadAllText(target).Contains($"id=\"{anchor}\"", StringComparison.Ordinal));
    }

    [GeneratedRegex("""(href|src)"?[=:]\s?"(?<target>[^"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
