/** Why a sign-in was refused and what to do about it. */
export function refusalText(status: number, retryAfter: string | null): string {
  switch (status) {
    case 400:
    case 401:
      return 'Strongroom does not know this token, or it has expired. Use a management token, or the link that "npm start" printed.';
    case 403:
      return 'This token does not allow the role. Choose a lower one.';
    case 429:
      return `Too many attempts. Try again ${waitText(retryAfter)}.`;
    default:
      return `Signing in failed (status ${status}). The log of Strongroom says why.`;
  }
}

function waitText(retryAfter: string | null): string {
  const seconds = Number(retryAfter);
  return Number.isSafeInteger(seconds) && seconds > 0 ? `in ${seconds} s` : 'in a minute';
}
