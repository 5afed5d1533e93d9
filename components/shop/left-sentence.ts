/** What to tell about a line that asks for more than there is. */
export function leftSentence({ available, quantity }: { available: number; quantity: number }): string {
  if (available === 0) return "Sold out. Take it out to go on.";
  return `Only ${available} left; you asked for ${quantity}.`;
}
