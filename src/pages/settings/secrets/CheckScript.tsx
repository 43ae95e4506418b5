import React, { useDeferredValue, useState, type DragEvent } from 'react';
import { t, Trans } from '@grafana/i18n';
import { LoadingPlaceholder, Stack, Text, TextArea } from '@grafana/ui';
import { apiErrorOf } from '../../../api/api-error';
import { secretPermissions } from '../../../api/permissions';
import { useSecretList } from '../../../api/queries';
import { ErrorAlert } from '../../../components/ErrorAlert';
import { readErrorText } from '../../../components/error-text';
import { FormField } from '../../../components/FormField';
import { SECURE_VALUE_ACTIONS } from '../../../domain/permissions';
import { ScriptFindings } from './ScriptFindings';

/** In bytes: a script of more is a bundle of something else. */
const SCRIPT_MAX_BYTES = 1024 * 1024;

const LINES = 12;

/** The script stays in the page: nobody is sent it. */
export function CheckScript({ onCreate }: { readonly onCreate: (name: string) => void }) {
  const [script, setScript] = useState('');
  const [problem, setProblem] = useState<string>();
  const checked = useDeferredValue(script);

  const take = (text: string) => {
    const isTooLong = text.length > SCRIPT_MAX_BYTES;
    setProblem(isTooLong ? tooLongText() : undefined);
    if (!isTooLong) {
      setScript(text);
    }
  };
  const onDrop = async (event: DragEvent) => {
    const file = event.dataTransfer.files.item(0);
    if (file === null) {
      return;
    }
    event.preventDefault();
    if (file.size > SCRIPT_MAX_BYTES) {
      setProblem(tooLongText());
      return;
    }
    take(await file.text());
  };

  return (
    <Stack direction="column" gap={2}>
      <FormField
        label={t('settings.k6.check.script', 'Script')}
        help={t('settings.k6.check.help', 'Paste a k6 script, or drop its file here. It stays in this page.')}
        error={problem}
      >
        {(field) => (
          <TextArea
            {...field}
            rows={LINES}
            autoComplete="off"
            spellCheck={false}
            value={script}
            onChange={(event) => take(event.currentTarget.value)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={onDrop}
          />
        )}
      </FormField>
      {checked.trim() !== '' && <Answer script={checked} onCreate={onCreate} />}
    </Stack>
  );
}

interface AnswerProps {
  readonly script: string;
  readonly onCreate: (name: string) => void;
}

function Answer(props: AnswerProps) {
  if (secretPermissions().read) {
    return <CheckedScript {...props} />;
  }
  return (
    <Text element="p">
      <Trans i18nKey="settings.k6.check.hidden" values={{ permission: SECURE_VALUE_ACTIONS.read }}>
        Which secrets there are is hidden from you: that takes the permission <code>{'{{permission}}'}</code>.
      </Trans>
    </Text>
  );
}

function CheckedScript({ script, onCreate }: AnswerProps) {
  const { data: secrets, error, isFetching, refetch } = useSecretList({ labelSelector: '', decrypter: '' });
  if (error && !isFetching) {
    return <ErrorAlert text={readErrorText(apiErrorOf(error))} onRetry={refetch} />;
  }
  if (secrets === undefined) {
    return <LoadingPlaceholder text={t('secrets.loading', 'Loading secrets')} />;
  }
  return <ScriptFindings script={script} secrets={secrets} onCreate={onCreate} />;
}

function tooLongText(): string {
  return t('settings.k6.check.too-long', 'This is too long for a script: enter at most 1 MiB.');
}
