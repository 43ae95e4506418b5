/**
 * Kubernetes' `version.Info`: which Kubernetes the group behaves like. Clients of Kubernetes compare it with their own;
 * what this service was built with, and on, is nobody's business.
 */
export const KUBERNETES_VERSION = {
  major: '1',
  minor: '34',
  gitVersion: 'v1.34.1+strongroom',
  gitCommit: '',
  gitTreeState: '',
  buildDate: '',
  goVersion: '',
  compiler: '',
  platform: '',
} as const;
