import { refusalText } from './refusal-text';
import { returnPath } from './return-path';
import './sign-in.css';

interface SignInForm {
  readonly form: HTMLFormElement;
  readonly role: HTMLSelectElement;
  readonly token: HTMLInputElement;
  readonly button: HTMLButtonElement;
  readonly error: HTMLElement;
}

/** Sends the token once, and forgets it when it has been sent. */
async function submit({ role, token, button, error }: SignInForm) {
  error.textContent = '';
  button.disabled = true;
  const refusal = await signIn(role.value, token.value);
  button.disabled = false;
  token.value = '';
  if (refusal === undefined) {
    window.location.replace(returnPath(new URLSearchParams(window.location.search).get('redirectTo')));
    return;
  }
  error.textContent = refusal;
  token.focus();
}

/** Answers why not, in words, or nothing once the session is there. */
async function signIn(role: string, token: string): Promise<string | undefined> {
  if (token === '') {
    return 'Enter a management token.';
  }
  try {
    const response = await fetch('/login', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user: role, password: token }),
    });
    return response.ok ? undefined : refusalText(response.status, response.headers.get('Retry-After'));
  } catch {
    return 'Strongroom does not answer. Is it running?';
  }
}

function findForm(): SignInForm | undefined {
  const [form, role, token, button, error] = ['signIn', 'role', 'token', 'submit', 'error'].map((id) =>
    document.getElementById(id)
  );
  return form instanceof HTMLFormElement &&
    role instanceof HTMLSelectElement &&
    token instanceof HTMLInputElement &&
    button instanceof HTMLButtonElement &&
    error instanceof HTMLElement
    ? { form, role, token, button, error }
    : undefined;
}

const found = findForm();
found?.form.addEventListener('submit', (event) => {
  event.preventDefault();
  void submit(found);
});
