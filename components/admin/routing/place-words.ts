const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** "Mon to Fri", "Mon, Wed and Sat" */
export function workingDaysText(weekdays: readonly number[]): string {
  const sorted = [...new Set(weekdays)].sort((a, b) => a - b);
  const [first = 1, last = 7] = [sorted[0], sorted.at(-1)];
  const names = sorted.map((day) => days[day - 1] ?? "");
  if (sorted.length > 2 && last - first === sorted.length - 1) return `${names[0]} to ${names.at(-1)}`;
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? "");
}

/** "New York" for "America/New_York". */
export const zoneText = (zone: string): string => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
