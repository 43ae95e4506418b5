/** The query parameter that opens the details of a secret, on every page that lists secrets. */
export const SECRET_URL_KEY = 'secret';
