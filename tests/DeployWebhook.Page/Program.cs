#:package Selenium.WebDriver
#:property PublishAot=false

// Usage: dotnet run Program.cs DRIVER ADDRESS PICTURE
// Deploys through the page of samples/DeployWebhook, once successfully and once to an app that does not exist, and fails unless the page shows the steps. Then
// rolls out to apps of which one fails, and fails unless the page shows the outcome of each. The picture of that has the suffix -rollout.
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using OpenQA.Selenium.Support.UI;

(string driver, string address, string picture) = (args[0], args[1], args[2]);

var options = new ChromeOptions();
options.AddArguments("--headless", "--no-sandbox", "--window-size=640,420"); // Chromium has no sandbox for root.
using var service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(driver), Path.GetFileName(driver));
using var browser = new ChromeDriver(service, options);
await browser.Navigate().GoToUrlAsync(address);

Deploy("42", "Deployment 1001: queued", "Deployment 1001: in progress", "Deployment 1001: succeeded");
browser.GetScreenshot().SaveAsFile(picture);
Deploy("7", "App 7 does not exist.");
RollOut();
browser.GetScreenshot().SaveAsFile(Path.ChangeExtension(picture, null) + "-rollout" + Path.GetExtension(picture));

// The script of the emulator lets app 44 fail. The apps of the same wave are in flight then, and complete.
void RollOut()
{
    browser.Navigate().GoToUrl(new Uri(new Uri(address), "rollout.html"));
    browser.Manage().Window.Size = new System.Drawing.Size(860, 760);
    browser.FindElement(By.TagName("button")).Click();
    IWebElement shown = browser.FindElement(By.TagName("p"));
    try
    {
        new WebDriverWait(browser, TimeSpan.FromMinutes(1)).Until(_ => shown.Text.Contains("is Failed", StringComparison.Ordinal));
    }
    catch (WebDriverTimeoutException exception)
    {
        throw new InvalidOperationException($"Expected a rollout that has failed, but the page shows:\n{shown.Text}", exception);
    }

    string[] rows = [.. browser.FindElements(By.CssSelector("tbody tr")).Select(row => string.Join(" | ", row.FindElements(By.TagName("td")).Take(3).Select(cell => cell.Text)))];
    Console.WriteLine($"{shown.Text}\n{string.Join('\n', rows)}");
    string[] expected = ["1 | 42 | succeeded", "2 | 43 | succeeded", "2 | 44 | failed", "2 | 45 | succeeded", "2 | 46 | succeeded"];
    if (!rows.SequenceEqual(expected))
    {
        throw new InvalidOperationException($"Expected these rows: {string.Join("; ", expected)}.");
    }
}

// Each line on the page must end with a step.
void Deploy(string app, params string[] steps)
{
    browser.Navigate().Refresh();
    IWebElement number = browser.FindElement(By.Name("app"));
    number.Clear();
    number.SendKeys(app);
    browser.FindElement(By.TagName("button")).Click();

    IWebElement shown = browser.FindElement(By.TagName("ol"));
    try
    {
        new WebDriverWait(browser, TimeSpan.FromMinutes(1)).Until(_ => shown.Text.EndsWith(steps[^1], StringComparison.Ordinal));
    }
    catch (WebDriverTimeoutException exception)
    {
        throw new InvalidOperationException($"Expected '{steps[^1]}' on the last line of the page, but it shows:\n{shown.Text}", exception);
    }

    Console.WriteLine(shown.Text);
    int next = 0; // A slow machine may skip a step.
    foreach (string line in shown.Text.Split('\n'))
    {
        next = Array.FindIndex(steps, next, step => line.EndsWith(step, StringComparison.Ordinal)) + 1;
        if (next is 0)
        {
            throw new InvalidOperationException($"Expected these steps on the page, in this order: {string.Join("; ", steps)}.");
        }
    }
}
