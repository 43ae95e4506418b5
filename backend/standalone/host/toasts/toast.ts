/** What a toast says. A success says it and goes; a failure stays until it is dismissed. */
export interface ToastContent {
  readonly severity: 'success' | 'info' | 'warning' | 'error';
  readonly title: string;
  readonly text?: string;
}

export interface Toast extends ToastContent {
  readonly id: number;
}
