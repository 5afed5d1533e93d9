const cut = "[cut]";

/** What may stand in the middle of a sentence and open something: keys, tokens, passwords in addresses, links of mails. */
const secrets: readonly [RegExp, string][] = [
  [/\b((?:sk|rk)_(?:live|test)|whsec|re|signkey-(?:prod|test))[_-][\w-]{8,}/g, `$1_${cut}`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${cut}`],
  [/\b([a-z][a-z\d+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi, `$1:${cut}@`],
  [/([?&](?:key|token|code|sid|access_token|accessToken|signature)=)[^\s&"'#]+/gi, `$1${cut}`],
  [
    /("(?:password|passwordHash|secret|token|access_token|accessToken|totpSecret)"\s*:\s*)"[^"]*"/gi,
    `$1"${cut}"`,
  ],
];

/** A text for the log without what could open something. */
export const withoutSecrets = (text: string): string =>
  secrets.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), text);

/** A failed query's message ends with everything that was to be written: names, addresses, hashes. */
const withoutParams = (text: string): string =>
  text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/g, `\nparams: ${cut}`);

export type LoggedError = {
  type: string;
  message: string;
  stack?: string;
  code?: string;
  cause?: LoggedError;
};

/** An error for the log: what it is and where it came from, and nothing of what it was about. */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: clean(String(error)) };
  const code = "code" in error ? String(error.code) : undefined;
  return {
    type: error.name,
    message: clean(error.message),
    ...(error.stack ? { stack: clean(error.stack) } : {}),
    ...(code ? { code } : {}),
    ...(error.cause && depth < 4 ? { cause: loggedError(error.cause, depth + 1) } : {}),
  };
}

const clean = (text: string): string => withoutSecrets(withoutParams(text));
