/** `/api` itself is Kubernetes' own group; everything below it is Grafana's. */
const KUBERNETES_PATH = /^\/((apis|openapi|version)(\/|\?|$)|api(\?|$))/;
const API_PATH = /^\/api(\/|\?|$)/;

/** Whether a path answers as a Kubernetes API server does; all others answer as Grafana does. */
export function isKubernetesPath(url: string): boolean {
  return KUBERNETES_PATH.test(url);
}

/** Whether a path is for programs: it tells nothing to who has not signed in. */
export function isApiPath(url: string): boolean {
  return API_PATH.test(url) || isKubernetesPath(url);
}
