#:package Selenium.WebDriver
#:property PublishAot=false

// Usage: dotnet run Program.cs DRIVER ADDRESS PICTURE
// Deploys through the page of samples/DeployWebhook, to the end and to an app that is not there, and fails unless the page shows each step.
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using OpenQA.Selenium.Support.UI;

(string driver, string address, string picture) = (args[0], args[1], args[2]);

var options = new ChromeOptions();
options.AddArguments("--headless", "--no-sandbox", "--window-size=640,420"); // There is no sandbox for root.
using var service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(driver), Path.GetFileName(driver));
using var browser = new ChromeDriver(service, options);
await browser.Navigate().GoToUrlAsync(address);

Deploy("42", "Deployment 1001 is queued", "Deployment 1001 is in_progress", "Deployment 1001 is succeeded");
browser.GetScreenshot().SaveAsFile(picture);
Deploy("7", "POST /v1/apps/7/deployments was answered 404 Not Found: App with ID 7 not found.");

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
        new WebDriverWait(browser, TimeSpan.FromMinutes(1)).Until(_ => shown.Text.Split('\n')[^1] == steps[^1]);
    }
    catch (WebDriverTimeoutException exception)
    {
        throw new InvalidOperationException($"The page was to end with '{steps[^1]}', but shows\n{shown.Text}", exception);
    }

    Console.WriteLine(shown.Text);
    string[] lines = shown.Text.Split('\n');
    if (!lines.SequenceEqual(steps.Where(lines.Contains))) // A slow machine may pass over a step.
    {
        throw new InvalidOperationException($"The page was to show these steps, in their order: {string.Join("; ", steps)}.");
    }
}
