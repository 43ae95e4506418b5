import React, { type ReactNode } from 'react';
import { FieldValidationMessage } from '@grafana/ui';

interface FieldErrorProps {
  /** For the `aria-describedby` of the control: before Grafana 13.1 the message itself takes no id. */
  readonly id: string;
  readonly children: ReactNode;
}

/** What is wrong with a field, under it. */
export function FieldError({ id, children }: FieldErrorProps) {
  return (
    <div id={id}>
      <FieldValidationMessage>{children}</FieldValidationMessage>
    </div>
  );
}
