import { readRunning } from "@/scripts/lib/register";
import { Stack } from "@/scripts/lib/stack";
import { e2eHome, e2eSettings, tellWorkers } from "./stack";

/** A whole Holdfast of its own for the tests: own database, own ports, a clock that can be moved. */
export default async function setup(): Promise<() => Promise<void>> {
  // `npm test` has started one already, as a step of its own.
  const running = readRunning(e2eHome);
  if (running) {
    tellWorkers(running);
    return async () => undefined;
  }
  const stack = new Stack({ home: e2eHome, mode: "production", settings: e2eSettings(), fresh: true });
  try {
    tellWorkers(await stack.start());
  } catch (error) {
    await stack.stop();
    throw error;
  }
  return () => stack.stop();
}
