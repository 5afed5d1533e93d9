import { defaultHome } from "./home";
import { giveUp } from "./progress";
import type { Running } from "./register";
import { Stack } from "./stack";

/** `npm start` and `npm run dev`: starts everything, says where it is, and stops it again on Ctrl-C or SIGTERM. */
export async function serve(mode: "production" | "development"): Promise<void> {
  const stack = new Stack({ home: defaultHome(), mode });
  const begun = Date.now();
  const stop = async (signal: NodeJS.Signals) => {
    if (stack.stopping) return console.log("Still stopping …");
    console.log("\nStopping …");
    await stack.stop();
    console.log("Stopped.");
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(signal));
  whenParentEnds(() => void stop("SIGTERM"));
  try {
    const running = await stack.start();
    console.log(
      `\nHoldfast is ready after ${Math.round((Date.now() - begun) / 1000)} s. Ctrl-C stops it.\n\n${addresses(running, stack.demo)}\n`,
    );
  } catch (error) {
    // A part that fails because we are stopping is no failure.
    if (stack.stopping) return;
    await stack.stop();
    giveUp(error);
  }
}

/** npm passes a signal to the shell between it and us, which ends without passing it on. */
function whenParentEnds(act: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, 100);
}

function addresses(running: Running, demo: boolean): string {
  const lines = [
    ["Shop", `${running.web}/`],
    ["Console", `${running.web}/admin`],
    ...(running.mail ? [["Inbox", running.mail]] : []),
    ...(running.sandbox ? [["Sandbox", running.sandbox]] : []),
    ["Logs", `${defaultHome().folder}/logs`],
  ];
  if (demo)
    lines.push(["Logins", "shopper@, warehouse@, manager@ and admin@holdfast.test, password holdfast-demo"]);
  return lines.map(([what, where]) => `  ${`${what}`.padEnd(9)}${where}`).join("\n");
}
