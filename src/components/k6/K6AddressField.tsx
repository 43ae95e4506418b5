import React from 'react';
import { t } from '@grafana/i18n';
import { Input } from '@grafana/ui';
import { FormField } from '../FormField';

interface K6AddressFieldProps {
  readonly address: string;
  readonly onChange: (address: string) => void;
}

/** Where k6 reaches Strongroom's backend, which only a person can know for the machine that k6 runs on. */
export function K6AddressField({ address, onChange }: K6AddressFieldProps) {
  return (
    <FormField
      label={t('k6.address', "Address of Strongroom's backend")}
      help={t('k6.address-help', 'As whatever reads the values reaches it. What is below follows.')}
      error={undefined}
    >
      {(field) => (
        <Input
          {...field}
          type="url"
          autoComplete="off"
          spellCheck={false}
          value={address}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </FormField>
  );
}
