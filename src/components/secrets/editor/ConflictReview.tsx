import React, { useId, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, RadioButtonList, Stack, Text, useStyles2 } from '@grafana/ui';
import { useFormContext, useWatch } from 'react-hook-form';
import { useDecrypters } from '../../../api/DecrypterSettings';
import type { Secret } from '../../../api/secret';
import { Stamp } from '../Stamp';
import { absenceText, partText, sideText } from './conflict-text';
import { differencesOf, type Difference, type Side } from './edit-conflict';
import type { SecretFormValues } from './form-values';

interface ConflictReviewProps {
  /** As it was when the form opened. */
  readonly read: Secret;
  readonly latest: Secret;
  readonly onMerge: (sideOf: (difference: Difference) => Side) => void;
}

/** What somebody else changed while the form was open, part by part, and whose change of each is to last. */
export function ConflictReview({ read, latest, onMerge }: ConflictReviewProps) {
  const styles = useStyles2(getStyles);
  const { control } = useFormContext<SecretFormValues>();
  const [description, ref, decrypters, labels, givesValue] = useWatch({
    control,
    name: ['description', 'ref', 'decrypters', 'labels', 'givesValue'],
  });
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map());
  const sideOf = ({ id, proposed }: Difference) => chosen.get(id) ?? proposed;
  const differences = differencesOf(read, { description, ref, decrypters, labels, givesValue }, latest);
  const seen = differences.filter(({ part }) => part.kind !== 'value');

  return (
    <section aria-label={t('secrets.conflict.region', 'What was changed meanwhile')} className={styles.review}>
      <Alert
        bottomSpacing={0}
        severity="warning"
        title={t('secrets.conflict.title', 'This secret was changed while you had it open')}
      >
        <Trans i18nKey="secrets.conflict.text">
          Nothing was saved. Choose below what is to last, check the form, then save it.
        </Trans>
      </Alert>
      <Stack direction="row" gap={1} wrap="wrap" alignItems="baseline">
        <Text color="secondary">
          <Trans i18nKey="secrets.conflict.saved">Last saved:</Trans>
        </Text>
        <Stamp time={latest.modified} by={latest.modifiedBy} />
      </Stack>
      {seen.length === 0 && (
        <Text element="p">
          <Trans i18nKey="secrets.conflict.nothing-seen">
            Nothing that can be seen is different from what is in this form. The value may have been replaced: it cannot
            be shown, so look at who saved it and ask.
          </Trans>
        </Text>
      )}
      {differences.map((difference) => (
        <DifferenceChoice
          key={difference.id}
          difference={difference}
          side={sideOf(difference)}
          onChoose={(side) => setChosen(new Map([...chosen, [difference.id, side]]))}
        />
      ))}
      <div>
        <Button variant="secondary" icon="check" onClick={() => onMerge(sideOf)}>
          {differences.length === 0 ? (
            <Trans i18nKey="secrets.conflict.continue">Continue with the latest version</Trans>
          ) : (
            <Trans i18nKey="secrets.conflict.merge">Put both together</Trans>
          )}
        </Button>
      </div>
    </section>
  );
}

interface DifferenceChoiceProps {
  readonly difference: Difference;
  readonly side: Side;
  readonly onChoose: (side: Side) => void;
}

function DifferenceChoice({ difference, side, onChoose }: DifferenceChoiceProps) {
  const styles = useStyles2(getStyles);
  const { registry } = useDecrypters();
  const name = useId();
  const { part, before } = difference;
  return (
    <fieldset className={styles.difference}>
      <legend className={styles.legend}>{partText(part, registry)}</legend>
      {part.kind !== 'value' && part.kind !== 'decrypter' && (
        <div className={styles.before}>
          {t('secrets.conflict.before', 'When you opened it: {{text}}', {
            text: before ?? absenceText(part),
            interpolation: { escapeValue: false },
          })}
        </div>
      )}
      <RadioButtonList<Side>
        name={name}
        options={(['mine', 'theirs'] as const).map((value) => ({ value, ...sideText(difference, value) }))}
        value={side}
        onChange={onChoose}
      />
    </fieldset>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  review: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  difference: css({
    minWidth: 0,
    overflowWrap: 'anywhere',
    padding: theme.spacing(1, 1.5),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  legend: css({
    float: 'left',
    width: '100%',
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    marginBottom: theme.spacing(0.5),
    '& + *': { clear: 'both' },
  }),
  before: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    marginBottom: theme.spacing(0.5),
  }),
});
