import React, { useState } from 'react';
import { Stack } from '@grafana/ui';
import { useFormContext, useWatch } from 'react-hook-form';
import { useActiveKeeper } from '../../../api/useKeepers';
import type { EditorMode, SecretFormValues } from './form-values';
import { ReferenceField } from './ReferenceField';
import { SourceChoice } from './SourceChoice';
import { StoredValueField } from './StoredValueField';
import { ValueField } from './ValueField';

/** Where the value comes from: typed here, kept from before, or an entry of an external store. */
export function SourceField({ mode }: { readonly mode: EditorMode }) {
  const { control } = useFormContext<SecretFormValues>();
  const source = useWatch({ control, name: 'source' });
  if (mode.kind === 'edit') {
    return source === 'reference' ? <ReferenceField keeper={mode.secret.keeper} /> : <ChangedValue />;
  }
  return <NewSource />;
}

/** A secret without a value of its own can be made only where the active keeper is an external store. */
function NewSource() {
  const { control } = useFormContext<SecretFormValues>();
  const source = useWatch({ control, name: 'source' });
  const keeper = useActiveKeeper()?.name;
  if (keeper === undefined && source === 'value') {
    return <ValueField />;
  }
  return (
    <Stack direction="column" gap={3}>
      <SourceChoice keeper={keeper} />
      {source === 'reference' ? <ReferenceField keeper={keeper} /> : <ValueField />}
    </Stack>
  );
}

function ChangedValue() {
  const { setValue, clearErrors, control } = useFormContext<SecretFormValues>();
  const [isBack, setIsBack] = useState(false);
  const givesValue = useWatch({ control, name: 'givesValue' });
  if (!givesValue) {
    return <StoredValueField autoFocus={isBack} onReplace={() => setValue('givesValue', true)} />;
  }
  const keepCurrent = () => {
    setValue('givesValue', false);
    setValue('value', '');
    clearErrors('value');
    setIsBack(true);
  };
  return <ValueField onKeepCurrent={keepCurrent} />;
}
