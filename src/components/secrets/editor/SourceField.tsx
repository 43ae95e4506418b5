import React, { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { EditorMode, SecretFormValues } from './form-values';
import { ReferenceNote } from './ReferenceNote';
import { StoredValueField } from './StoredValueField';
import { ValueField } from './ValueField';

/** Where the value comes from: typed here, kept from before, or an entry of an external store. */
export function SourceField({ mode }: { readonly mode: EditorMode }) {
  const { setValue, clearErrors, control } = useFormContext<SecretFormValues>();
  const [isBack, setIsBack] = useState(false);
  const givesValue = useWatch({ control, name: 'givesValue' });

  if (mode.kind === 'edit' && mode.secret.ref !== undefined) {
    return <ReferenceNote reference={mode.secret.ref} />;
  }
  if (!givesValue) {
    return <StoredValueField autoFocus={isBack} onReplace={() => setValue('givesValue', true)} />;
  }
  const keepCurrent = () => {
    setValue('givesValue', false);
    setValue('value', '');
    clearErrors('value');
    setIsBack(true);
  };
  return <ValueField onKeepCurrent={mode.kind === 'edit' ? keepCurrent : undefined} />;
}
