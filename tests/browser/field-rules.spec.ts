/** Every rule for a field: its words beside the field as one types, and its cause from the API for the same text. */
import { DECRYPTERS_MAX, LABELS_MAX } from '../../src/domain/limits.ts';
import { FIELD_RULES } from './field-rules.ts';
import { expect, test } from './own-service.ts';

// The documented rules for labels are enforced by the API only when it is told to.
test.use({ fileEnv: { SECRETS_STRICT: 'labels' } });

const SPEC = { description: 'Of a test', value: 'a value' };
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `n${index + 1}`);

/** A text as a regular expression for it: Playwright has none but an exact match for descriptions. */
function containing(text: string): RegExp {
  return new RegExp(text.replaceAll('.', '\\.'));
}

for (const [of, { field, broken, kept }] of Object.entries(FIELD_RULES)) {
  test(`the rules for the ${of}`, async ({ secrets, api, ownName }) => {
    const name = ownName('ruled');
    await secrets.open();
    const form = await secrets.startCreating();
    await form.fill({ ...SPEC, name, decrypters: ['Workflows'] });
    await field.prepare?.(form);
    const control = field.control(form);
    const alerts = form.dialog.getByRole('alert');

    for (const { breaks, text, message, cause } of broken) {
      await test.step(`it refuses ${breaks}`, async () => {
        await field.enter(form, text);
        await expect(alerts).toHaveText([message]);
        await expect(control).toHaveAttribute('aria-invalid', 'true');
        await expect(control).toHaveAccessibleDescription(containing(message));
        await expect(control).toHaveValue(text);

        const answer = await api.create(field.write(name, text));
        expect(answer.status()).toBe(cause === undefined ? 201 : 422);
        if (cause === undefined) {
          const { metadata } = await answer.json();
          await api.delete(metadata.name);
          return;
        }
        expect(await answer.json()).toMatchObject({
          reason: 'Invalid',
          details: { causes: [{ ...cause, message: expect.stringContaining(cause.message) }] },
        });
      });
    }

    for (const text of kept) {
      await test.step(`it takes ${JSON.stringify(text.slice(0, 20))}, ${text.length} long`, async () => {
        await field.enter(form, text);
        await expect(alerts).toHaveCount(0);
        const answer = await api.create(field.write(name, text));
        expect(answer.status()).toBe(201);
        const { metadata } = await answer.json();
        await api.delete(metadata.name);
      });
    }
  });
}

test('the rules for a list of decrypters', async ({ secrets, api, ownName }) => {
  const name = ownName('ruled');
  const full = numbered(DECRYPTERS_MAX);
  await api.seed({ name, decrypters: full });
  await secrets.open();
  const form = await secrets.startEditing(name);
  const control = form.otherDecrypter;

  await test.step('it refuses one too many', async () => {
    await control.fill('one-too-many');
    await control.press('Enter');
    await expect(control).toHaveAccessibleDescription(`Choose at most ${DECRYPTERS_MAX} services.`);
    const answer = await api.update(name, {
      metadata: { name },
      spec: { ...SPEC, decrypters: [...full, 'one-too-many'] },
    });
    expect(answer.status()).toBe(422);
    expect(await answer.json()).toMatchObject({
      details: { causes: [{ reason: 'FieldValueTooMany', field: 'spec.decrypters' }] },
    });
  });

  await test.step('it refuses one that is there already', async () => {
    await form.decrypter('n64').press('Space');
    await control.fill('n1');
    await control.press('Enter');
    await expect(control).toHaveAccessibleDescription('This service is in the list already.');
    const answer = await api.update(name, { metadata: { name }, spec: { ...SPEC, decrypters: ['n1', 'n1'] } });
    expect(await answer.json()).toMatchObject({
      details: {
        causes: [
          {
            reason: 'FieldValueInvalid',
            field: 'spec.decrypters.[1]',
            message: 'Invalid value: "n1": decrypters must be unique',
          },
        ],
      },
    });
  });
});

test('the rules for a list of labels', async ({ page, secrets, api, ownName }) => {
  const name = ownName('ruled');
  await secrets.open();
  const form = await secrets.startCreating();

  await test.step('it refuses a key that is there already', async () => {
    await form.fill({ labels: { team: 'shop' } });
    await form.addLabel.press('Enter');
    await form.label(2, 'key').fill('team');
    await form.label(2, 'key').blur();
    await expect(form.label(2, 'key')).toHaveAccessibleDescription('There is another label with the key team.');
    await expect(form.label(1, 'key')).toHaveAccessibleDescription('');
  });

  await test.step('it refuses one too many', async () => {
    for (let count = 2; count < LABELS_MAX; count++) {
      await form.addLabel.press('Enter');
    }
    await form.addLabel.focus();
    await expect(form.addLabel).toBeDisabled();
    await expect(form.addLabel).toHaveAccessibleDescription(`A secret has at most ${LABELS_MAX} labels.`);
    await expect(page.getByRole('tooltip')).toHaveText(`A secret has at most ${LABELS_MAX} labels.`);
    const labels = Object.fromEntries(numbered(LABELS_MAX + 1).map((key) => [key, 'v']));
    const answer = await api.create({ metadata: { name, labels }, spec: SPEC });
    expect(answer.status()).toBe(422);
    expect(await answer.json()).toMatchObject({
      details: {
        causes: [
          {
            reason: 'FieldValueTooMany',
            field: 'metadata.labels',
            message: 'Too many: 11: must have at most 10 items',
          },
        ],
      },
    });
  });
});
