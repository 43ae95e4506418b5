/** Leaves for the sign-in page, which leads back here. */
export function signInAgain(): void {
  const { pathname, search } = window.location;
  window.location.assign(`/login?redirectTo=${encodeURIComponent(pathname + search)}`);
}
