import { hash, verify } from "@node-rs/argon2";

/** OWASP's first choice of parameters for argon2id. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes a password with argon2id and a salt of its own. */
export const hashPassword = (password: string): Promise<string> => hash(password, parameters);

/** A hash of nothing anybody knows: checking it takes as long as checking a real one. */
let decoy: Promise<string> | undefined;

/** Checks a password. Takes the same time whether the person exists or not. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(crypto.randomUUID());
  const matches = await verify(stored ?? (await decoy), password);
  return matches && stored !== null;
}
