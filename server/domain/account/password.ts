import { baseWords, wholePasswords } from "./common-passwords";

export const minPassword = 10;
export const maxPassword = 200;

/** What a password must not be made of: whose it is, and where it is for. */
type About = { email?: string | undefined; name?: string | undefined };

/**
 * Why a password is too easy to guess, or null. Length does most; the rest catches what is tried first: the passwords that
 * everybody has, with a year or a sign at the end, and the person's own name and address.
 */
export function passwordProblem(password: string, about: About = {}): string | null {
  if ([...password].length < minPassword) return `Use at least ${minPassword} characters.`;
  if (password.length > maxPassword) return `Use at most ${maxPassword} characters.`;
  const bare = plain(password);
  if (wholePasswords.has(password.toLowerCase()) || wholePasswords.has(bare)) return tooCommon;
  if (isRun(password.toLowerCase()))
    return "That is one character or one row of keys. Use a few words instead.";
  const words = lettersOf(bare);
  if (baseWords.has(words) || baseWords.has(halfOf(words))) return tooCommon;
  const own = [
    about.email?.split("@")[0],
    about.email,
    ...(about.name ?? "").split(/\s+/),
    about.name,
    "holdfast",
  ];
  const rest = own
    .map((word) => lettersOf(plain(word ?? "")))
    .filter((letters) => letters.length > 2)
    // The longest first, so that a part of it does not leave the rest behind.
    .sort((a, b) => b.length - a.length)
    .reduce((left, letters) => left.replaceAll(letters, ""), words);
  if (words.length > 3 && rest.length < 3)
    return "That is mostly your own name or the shop’s. Use a few other words.";
  return null;
}

const tooCommon = "This is one of the first passwords that are tried. Use a few words of your own.";

const leet: Record<string, string> = {
  "0": "o",
  "1": "l",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/** Lower case, without what is put around a word, and with letters for the signs that stand in for them. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^[^a-z@$!]+|[^a-z]+$/g, "")
    .replace(/[013457@$!]/g, (sign) => leet[sign] ?? sign);

const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, "");

/** "passwordpassword" is "password". */
const halfOf = (text: string): string =>
  text.length % 2 === 0 && text.slice(0, text.length / 2) === text.slice(text.length / 2)
    ? text.slice(0, text.length / 2)
    : text;

const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
];

/** One character again and again, a few that repeat, or keys that stand beside each other. */
function isRun(text: string): boolean {
  if (/^(.{1,3})\1+.{0,2}$/su.test(text)) return true;
  const backwards = [...text].reverse().join("");
  return rows.some((row) => row.includes(text) || row.includes(backwards));
}
