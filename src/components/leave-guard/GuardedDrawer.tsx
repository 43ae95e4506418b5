import React, { type ReactNode } from 'react';
import { Drawer } from '@grafana/ui';
import { useReturnFocus } from '../useReturnFocus';
import { DiscardModal } from './DiscardModal';
import { useLeaveGuard, type LeaveGuard } from './useLeaveGuard';

interface GuardedDrawerProps {
  readonly title: string;
  /** Whether a click beside it asks to close it, too. */
  readonly closeOnMaskClick?: boolean;
  readonly onClose: () => void;
  readonly children: (guard: LeaveGuard) => ReactNode;
}

/** A drawer with a form in it, which asks before what was typed there is lost. */
export function GuardedDrawer({ title, closeOnMaskClick = true, onClose, children }: GuardedDrawerProps) {
  const guard = useLeaveGuard(onClose);
  useReturnFocus();
  return (
    <Drawer title={title} size="md" closeOnMaskClick={closeOnMaskClick} onClose={guard.requestLeave}>
      {children(guard)}
      {guard.asking && <DiscardModal onKeep={guard.stay} onDiscard={guard.leave} />}
    </Drawer>
  );
}
