import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { Button } from '@grafana/ui';

interface DownloadButtonProps {
  readonly fileName: string;
  readonly text: string;
}

/** Saves a text as a file. It is handed to the browser at that moment and not kept. */
export function DownloadButton({ fileName, text }: DownloadButtonProps) {
  return (
    <Button
      icon="download-alt"
      size="sm"
      variant="secondary"
      fill="outline"
      aria-label={t('code.download-label', 'Download {{fileName}}', { fileName })}
      onClick={() => download(fileName, text)}
    >
      <Trans i18nKey="code.download">Download</Trans>
    </Button>
  );
}

function download(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
