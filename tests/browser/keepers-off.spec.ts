/** The keepers of a server that cannot use AWS, as this build is: it has no client for it. */
import { KeepersPage } from './keepers-page.ts';
import { expect, test } from './fixtures.ts';

test('20: a server that cannot keep values in AWS says so, and the form stays', async ({ page }) => {
  const keepers = new KeepersPage(page);
  await keepers.open();
  await keepers.addButton.click();
  const form = keepers.dialog('Add keeper');
  await keepers.fill(form, {
    Name: 'aws-refused',
    Description: 'd',
    'AWS region': 'eu-west-1',
    'External ID': 'ext-1',
    'ARN of the role': 'arn:aws:iam::210987654321:role/secrets',
  });
  await form.getByRole('button', { name: 'Add keeper' }).click();
  await expect(form.getByText('This server cannot keep values in AWS')).toBeVisible();
  await expect(form.getByText(/secretsManagementAppPlatformAwsKeeper/)).toBeVisible();
  await expect(keepers.field(form, 'Name')).toHaveValue('aws-refused');
});
