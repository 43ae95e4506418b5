import { expect, test } from './fixtures.ts';

test('an error of the name does not move what is being pressed', async ({ page, secrets }) => {
  await secrets.open();
  const form = await secrets.startCreating();
  await form.name.fill('Not-A-Name-');
  await form.addLabel.hover();
  const before = await form.addLabel.boundingBox();
  await page.mouse.down();
  await expect(form.name).not.toBeFocused();
  expect(await form.addLabel.boundingBox()).toEqual(before);
  await page.mouse.up();
  await expect(form.label(1, 'key')).toBeFocused();
  await expect(form.name).toHaveAttribute('aria-invalid', 'true');
});
