/** Most first: each later browser calls itself an earlier one as well. */
const browsers: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/SamsungBrowser/, "Samsung Internet"],
  [/Firefox\/|FxiOS/, "Firefox"],
  [/Chrome\/|CriOS|Chromium/, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Macintosh|Mac OS/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** "Firefox on Windows", from what a browser says of itself. */
export function agentWords(agent: string | null): string {
  const of = (table: [RegExp, string][]) => table.find(([sign]) => sign.test(agent ?? ""))?.[1];
  const [browser, system] = [of(browsers), of(systems)];
  if (!browser && !system) return agent ? "A program" : "An unknown browser";
  return system ? `${browser ?? "A browser"} on ${system}` : (browser ?? "A browser");
}
