import { take } from "./actors";
import { problems } from "./assertions";
import type { Move, Schedule, Step } from "./schedule";
import { runIn, Strand } from "./strand";
import { type Turn, takeTurns } from "./take-turns";
import { bring, inParallel, rest, type Story, unheard, type World } from "./world";

export type Outcome = {
  schedule: Schedule;
  /** Of the last move with two steps at once: how the turns went. */
  turns: readonly Turn[];
  /** The effects that the last single step had, and how many of them were calls to the provider. */
  effects: readonly string[];
  calls: number;
  /** Sentences that do not hold, and then what happened; empty when all is well. */
  problems: string[];
};

/** Runs schedules beside each other, each with an order of its own, lets them come to rest together and looks at each. */
export async function runBatch(world: World, schedules: readonly Schedule[]): Promise<Outcome[]> {
  const ran: { outcome: Outcome; story: Story }[] = [];
  await inParallel(schedules, 8, async (schedule) => {
    const story = await world.begin();
    const outcome: Outcome = { schedule, turns: [], effects: [], calls: 0, problems: [] };
    for (const move of schedule) await play(world, story, move, outcome);
    ran.push({ outcome, story });
  });
  const stories = ran.map(({ story }) => story);
  const rested = await rest(world, stories);
  await bringTheLost(world, stories);
  const wrong = await problems(world, stories);
  for (const { outcome, story } of ran) {
    const broken = [...(rested ? [] : ["it comes to rest"]), ...(wrong.get(story) ?? [])];
    if (broken.length > 0) outcome.problems = [...broken, ...story.log.map((line) => `| ${line}`)];
  }
  return ran.map(({ outcome }) => outcome);
}

async function play(world: World, story: Story, move: Move, outcome: Outcome): Promise<void> {
  const clock = { now: () => story.now };
  if ("both" in move) {
    const step = (one: Step) => () => take(world, story, one);
    const [first, second] = move.both;
    const { locks, turns } = move;
    outcome.turns = await takeTurns([step(first), step(second)], turns, {
      locks,
      clock,
      isBlocked: world.isBlocked,
    });
    return;
  }
  const strand = new Strand(clock, move.trouble);
  await runIn(strand, () => take(world, story, move.step));
  outcome.effects = strand.effects;
  outcome.calls = strand.calls;
}

/** What was lost so far may still come, days later and the newest first; by then it must not change anything. */
async function bringTheLost(world: World, stories: readonly Story[]): Promise<void> {
  await inParallel(stories, 8, async (story) => {
    for (const word of (await unheard(world, story)).reverse()) await bring(world, story, word);
  });
  await rest(world, stories);
}
