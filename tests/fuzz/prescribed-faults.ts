/**
 * The answers of code 500 that the contract prescribes: what Grafana refuses by an error without a type, because its
 * storage, and no rule, stands in the way.
 */
const OF_THE_CONTRACT: readonly RegExp[] = [
  /^folders are not supported$/,
  /^only one owner reference is supported, found \d+$/,
  /^malformed api version of the owner reference, expected group\/version$/,
  /^tried to create secure value using reference with system keeper, references can only be used with 3rd party keepers$/,
];

/** What a Grafana is told whose token is not the one that was agreed: to Grafana it is the backend that is at fault. */
const UNKNOWN_GRAFANA = /^The backend does not know this Grafana: /;

const PRESCRIBED: ReadonlyMap<number, readonly RegExp[]> = new Map([
  [500, OF_THE_CONTRACT],
  [503, [UNKNOWN_GRAFANA]],
]);

/** Whether an answer of code 500 or more is one that is prescribed. */
export function isPrescribedFault(status: number, text: string): boolean {
  const [, message = ''] = /"?message"?: ?"?([^"\n]*)"?/.exec(text) ?? [];
  return PRESCRIBED.get(status)?.some((prescribed) => prescribed.test(message)) === true;
}
