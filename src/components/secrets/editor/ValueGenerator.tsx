import React, { useId, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, Checkbox, Input, RadioButtonGroup, Stack, useStyles2 } from '@grafana/ui';
import { FormField } from '../../FormField';
import {
  CHARACTER_SETS,
  CHARACTERS_MAX,
  CHARACTERS_MIN,
  entropyBits,
  generateValue,
  recipeProblem,
  STRONG_BITS,
  WORDS_MAX,
  WORDS_MIN,
  type CharacterSet,
  type Recipe,
} from '../../../domain/generated-value';

const SETS: readonly CharacterSet[] = ['lower', 'upper', 'digits', 'symbols'];
const DEFAULT_LENGTH = '32';
const DEFAULT_WORDS = '8';
const INPUT_WIDTH = 12;

interface ValueGeneratorProps {
  readonly id: string;
  readonly onGenerated: (value: string, bits: number) => void;
}

/** Makes a random value, of characters or of words that can be said. */
export function ValueGenerator({ id, onGenerated }: ValueGeneratorProps) {
  const styles = useStyles2(getStyles);
  const kindId = useId();
  const [kind, setKind] = useState<Recipe['kind']>('characters');
  const [length, setLength] = useState(DEFAULT_LENGTH);
  const [words, setWords] = useState(DEFAULT_WORDS);
  const [sets, setSets] = useState<readonly CharacterSet[]>(['lower', 'upper', 'digits']);
  const recipe: Recipe = kind === 'words' ? { kind, count: Number(words) } : { kind, length: Number(length), sets };
  const problem = recipeProblem(recipe);

  const generate = () => {
    if (problem === undefined) {
      onGenerated(
        generateValue(recipe, (numbers) => crypto.getRandomValues(numbers)),
        entropyBits(recipe)
      );
    }
  };
  const toggle = (set: CharacterSet) =>
    setSets(sets.includes(set) ? sets.filter((one) => one !== set) : [...sets, set]);

  return (
    <div
      id={id}
      role="group"
      aria-label={t('secrets.generator.group', 'Generate a value')}
      className={styles.generator}
    >
      <div>
        <span id={kindId} className={styles.label}>
          <Trans i18nKey="secrets.generator.kind">Made of</Trans>
        </span>
        <RadioButtonGroup
          size="sm"
          aria-labelledby={kindId}
          options={[
            { value: 'characters', label: t('secrets.generator.characters', 'Characters') },
            { value: 'words', label: t('secrets.generator.words', 'Words that can be said') },
          ]}
          value={kind}
          onChange={setKind}
        />
      </div>
      {kind === 'characters' && (
        <Stack direction="row" gap={2} wrap="wrap">
          {SETS.map((set) => (
            <Checkbox key={set} label={setText(set)} value={sets.includes(set)} onChange={() => toggle(set)} />
          ))}
        </Stack>
      )}
      <FormField
        label={
          kind === 'words' ? t('secrets.generator.count', 'Number of words') : t('secrets.generator.length', 'Length')
        }
        error={problem === undefined ? undefined : problemText(problem, kind)}
        notes={problem === undefined && strengthText(entropyBits(recipe))}
      >
        {(field) => (
          <Input
            {...field}
            type="number"
            width={INPUT_WIDTH}
            min={kind === 'words' ? WORDS_MIN : CHARACTERS_MIN}
            max={kind === 'words' ? WORDS_MAX : CHARACTERS_MAX}
            value={kind === 'words' ? words : length}
            onChange={({ currentTarget: { value } }) => (kind === 'words' ? setWords(value) : setLength(value))}
            onKeyDown={(event) => {
              // Enter makes a value; it must not send the form around it.
              if (event.key === 'Enter') {
                event.preventDefault();
                generate();
              }
            }}
          />
        )}
      </FormField>
      <div>
        <Button size="sm" variant="secondary" disabled={problem !== undefined} onClick={generate}>
          <Trans i18nKey="secrets.generator.fill-in">Fill in a new value</Trans>
        </Button>
      </div>
    </div>
  );
}

function setText(set: CharacterSet): string {
  switch (set) {
    case 'lower':
      return t('secrets.generator.lower', 'a to z');
    case 'upper':
      return t('secrets.generator.upper', 'A to Z');
    case 'digits':
      return t('secrets.generator.digits', '0 to 9');
    case 'symbols':
      return t('secrets.generator.symbols', 'Symbols {{symbols}}', {
        symbols: CHARACTER_SETS.symbols,
        interpolation: { escapeValue: false },
      });
  }
}

function problemText(problem: 'length' | 'no-characters', kind: Recipe['kind']): string {
  if (problem === 'no-characters') {
    return t('secrets.generator.no-characters', 'Choose at least one kind of characters.');
  }
  const [min, max] = kind === 'words' ? [WORDS_MIN, WORDS_MAX] : [CHARACTERS_MIN, CHARACTERS_MAX];
  return t('secrets.generator.range', 'Enter a whole number from {{min}} to {{max}}.', { min, max });
}

function strengthText(bits: number): string {
  return bits < STRONG_BITS
    ? t('secrets.generator.weak', '{{bits}} bits of randomness. A key should have {{strong}} or more.', {
        bits,
        strong: STRONG_BITS,
      })
    : t('secrets.generator.strong', '{{bits}} bits of randomness.', { bits });
}

const getStyles = (theme: GrafanaTheme2) => ({
  generator: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1.5),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  label: css({
    display: 'block',
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    marginBottom: theme.spacing(0.5),
  }),
});
