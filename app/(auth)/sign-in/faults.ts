/** next-auth's error code, or ours for too many tries ("throttled:<seconds>"), in words that say what to do. */
export function signInFault(code: string): string {
  if (code.startsWith("second_factor:")) return "This account needs a code as well. Sign in on this page";
  if (code === "unverified") return "Confirm your address first, with the link in the mail that we sent you";
  if (code === "unverified:sent") return "Confirm your address first. We have just sent you the link again";
  const seconds = Number(/^throttled:(\d+)$/.exec(code)?.[1]);
  if (Number.isNaN(seconds)) return "E-mail or password is not right";
  const minutes = Math.ceil(seconds / 60);
  const wait = seconds < 90 ? `${seconds} seconds` : `${minutes} minutes`;
  return `Too many tries. Wait ${wait}, then try again.`;
}
