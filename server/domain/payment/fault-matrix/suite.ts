import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { expectSoundBooks } from "@/server/testing-books";
import { type Extent, families, runFamily } from "./matrix";
import type { Provider } from "./provider";
import { type Outcome, runBatch } from "./run";
import { parse, print } from "./schedule";
import { startWorld, type World } from "./world";

/**
 * `MATRIX=full` runs everything, for hours; `MATRIX_NTH=10` every tenth, to look around; and
 * `MATRIX_ONLY="open authorise word+cancel/AAB"` one schedule alone.
 */
const extent: Extent = process.env.MATRIX === "full" ? "full" : "core";
const nth = Number(process.env.MATRIX_NTH ?? 1);
const only = process.env.MATRIX_ONLY;

/** The fault matrix of one provider. */
export function matrixOf(provider: Provider): void {
  vi.setConfig({ testTimeout: extent === "full" ? 6 * 3_600_000 : 300_000 });
  let world: World;
  beforeAll(async () => {
    world = await startWorld(provider);
  });
  afterAll(() => world.test.drop());

  if (only) {
    test(only, async () => {
      expect(told(await runBatch(world, [parse(only)]))).toEqual([]);
    });
    return;
  }

  let schedules = 0;
  let seconds = 0;
  for (const [name, family] of Object.entries(families))
    test(`${provider.name}: money, stock, mails and timeline are right after ${name}`, async () => {
      const tally = await runFamily(world, family, extent, nth);
      schedules += tally.schedules;
      seconds += tally.seconds;
      say(`${provider.name}, ${name}: ${tally.schedules} schedules in ${tally.seconds.toFixed(1)} s`);
      expect(told(tally.red)).toEqual([]);
    });

  test(`${provider.name}: the books are sound when all of it is over`, async () => {
    say(`${provider.name}: ${schedules} schedules in ${seconds.toFixed(1)} s, ${extent}`);
    await expectSoundBooks(world.test);
  });
}

/** What a person needs of the schedules that went wrong: the first few, each with the line that runs it alone. */
const told = (red: readonly Outcome[]): string[] =>
  red
    .filter(({ problems }) => problems.length > 0)
    .slice(0, 10)
    .map(({ schedule, problems }) => [`MATRIX_ONLY="${print(schedule)}"`, ...problems].join("\n"))
    .concat(red.length > 10 ? [`… and ${red.length - 10} more`] : []);

/** The runner keeps what tests log to itself when they pass; this figure is for everybody. */
const say = (line: string) => process.stdout.write(`${line}\n`);
