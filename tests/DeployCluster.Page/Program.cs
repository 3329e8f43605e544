#:package Selenium.WebDriver
#:property PublishAot=false

// Usage: dotnet run Program.cs DRIVER ADDRESS PICTURE
// Opens the dashboard of Orleans on a silo of samples/DeployCluster while a rollout runs, and fails unless it shows the grains of the rollout with their calls.
// Saves a picture of that.
using System.Text.RegularExpressions;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using OpenQA.Selenium.Support.UI;

(string driver, string address, string picture) = (args[0], args[1], args[2]);
string[] grains = ["AppGrain", "RolloutGrain"];

var options = new ChromeOptions();
options.AddArguments("--headless", "--no-sandbox", "--window-size=1200,760"); // Chromium has no sandbox for root.
using var service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(driver), Path.GetFileName(driver));
using var browser = new ChromeDriver(service, options);
await browser.Navigate().GoToUrlAsync($"{address}#/grains");

var wait = new WebDriverWait(browser, TimeSpan.FromMinutes(1));
wait.IgnoreExceptionTypes(typeof(StaleElementReferenceException)); // The page draws its rows anew each second.
try
{
    wait.Until(_ => grains.All(grain => ReadRows().Any(row => IsCalled(row, grain))));
}
catch (WebDriverTimeoutException exception)
{
    throw new InvalidOperationException($"Expected calls of {string.Join(" and ", grains)}, but the dashboard shows:\n{string.Join('\n', ReadRows())}", exception);
}

Console.WriteLine(string.Join('\n', ReadRows()));
browser.GetScreenshot().SaveAsFile(picture);

// A row, such as "AppGrain 20 0.00 % 1.25 req/sec 0.48 ms/req".
string[] ReadRows() => [.. browser.FindElements(By.CssSelector("tbody tr")).Select(row => row.Text.ReplaceLineEndings(" "))];

static bool IsCalled(string row, string grain) => Regex.IsMatch(row, $@"^{grain} [1-9]\d* .* (?!0\.00)[\d.]+ req/sec ", RegexOptions.None, TimeSpan.FromSeconds(1));
