const live = process.stdout.isTTY === true;

/**
 * Runs one step and says so: a counting line on a terminal, plain lines elsewhere. A step that is over within a
 * second stays silent.
 */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  let said = false;
  const timer = setInterval(() => {
    if (live) process.stdout.write(`\r${title} … ${seconds()} s`);
    else if (!said || seconds() % 10 === 0) console.log(said ? `${title} … ${seconds()} s` : `${title} …`);
    said = true;
  }, 1000);
  try {
    const result = await work();
    if (said) console.log(`${live ? "\r" : ""}${title}: done in ${seconds()} s`);
    return result;
  } catch (error) {
    console.log(`${live && said ? "\r" : ""}${title}: failed after ${seconds()} s`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** Something the user can put right: shown as its sentence alone, without a stack. */
export class Complaint extends Error {
  override readonly name = "Complaint";
}

/** Ends the process with the error's sentence, or its whole stack when nobody foresaw it. */
export function giveUp(error: unknown): never {
  console.error(error instanceof Complaint ? error.message : error);
  process.exit(1);
}
