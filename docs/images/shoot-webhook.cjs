// Usage: shoot-webhook.cjs ADDRESS FILE
const assert = require('node:assert');
const { chromium } = require('playwright-core');

const [address, file] = process.argv.slice(2);

async function open(page) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await page.goto(address);
    } catch (error) {
      if (attempt === 50) throw error;
      await new Promise(resolve => setTimeout(resolve, 200)); // The sample is starting.
    }
  }
}

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 640, height: 320 } });
    await open(page);
    await page.getByRole('button', { name: 'Deploy' }).click();
    await page.getByText('is succeeded').waitFor();

    const lines = (await page.getByRole('listitem').allTextContents()).map(line => line.trim());
    assert.deepStrictEqual(lines, ['queued', 'in_progress', 'succeeded'].map(status => `Deployment 1001 is ${status}`));
    await page.screenshot({ path: file });
    console.log(lines.join('\n'));
  } finally {
    await browser.close();
  }
})();
