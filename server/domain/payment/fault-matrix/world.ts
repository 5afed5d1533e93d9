import { asc, inArray } from "drizzle-orm";
import { event } from "@/db/schema";
import { contextFor, hold } from "@/server/composition";
import { type EventName, events, type Payload } from "@/server/events/events";
import { after, minutes } from "@/server/kernel/clock";
import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id } from "@/server/kernel/id";
import "@/server/policies";
import { listenersTo, runPolicy, runSweep } from "@/server/policies/policy";
import type { WithPorts } from "@/server/ports";
import type { Message } from "@/server/ports/mailer";
import type { PaymentGateway } from "@/server/ports/payment-gateway";
import { deliver, placeOrder, type TestApp, testApp } from "@/server/testing";
import type { Provider, Word } from "./provider";
import { currentStrand } from "./strand";
import { watchDatabase, watchGateway, watchMailer } from "./watch";

/** One order on its way through a schedule, with a time of its own. */
export type Story = {
  orderId: Id<"order">;
  number: string;
  dueAt: Date;
  now: Date;
  /** Pages that were opened for it, also those we never heard of. */
  pages: string[];
  /** The page the shopper was sent to. */
  page: string | null;
  heard: Word[];
  /** Policies that have had an event: `<event id>:<policy>`. */
  had: Set<string>;
  /** What the steps came to, for a reader of a failure. */
  log: string[];
};

export type World = {
  test: TestApp;
  provider: Provider;
  mails: Message[];
  /** The time outside of any story: when everything rests. */
  time: { now: Date };
  begin(): Promise<Story>;
  ctx(actor: Actor): WithPorts;
  isBlocked(backend: number): Promise<boolean>;
};

/** The shop with real database, adapter and sandbox, whose effects a schedule can stop and break. */
export async function startWorld(
  provider: Provider,
  /** Stands before the gateway; for trying whether a broken one is noticed. */
  before: (gateway: PaymentGateway) => PaymentGateway = (gateway) => gateway,
): Promise<World> {
  const test = await testApp({ pool: 24, stock: { "TEST-A": { EAST: 1_000_000 } } });
  // Notifications are read from the provider's books and brought by the schedule; none comes by itself.
  await test.control("PUT", `/control/faults/${provider.name}`, { webhooks: { lossRate: 1 } });
  await test.rows(
    "do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$",
  );
  const gateway = test.app.ports.gateways[provider.name];
  if (!gateway) throw new Error(`The test shop does not take ${provider.name}.`);

  const mails: Message[] = [];
  const time = { now: new Date() };
  const stories = new Map<string, Story>();
  const opened = (orderId: string, ref: string) => {
    const story = stories.get(orderId);
    if (story && !story.pages.includes(ref)) story.pages.push(ref);
  };
  watchDatabase(test.app.db.$client);
  hold({
    ...test.app,
    clock: { now: () => currentStrand()?.clock.now() ?? time.now },
    ports: {
      ...test.app.ports,
      gateways: { [provider.name]: watchGateway(before(gateway), opened) },
      mailer: watchMailer(mails),
    },
  });

  let orders = 0;
  return {
    test,
    provider,
    mails,
    time,
    ctx: (actor) => contextFor(actor),
    async begin() {
      orders += 1;
      const email = `shopper-${orders}@example.com`;
      const order = await placeOrder(contextFor({ kind: "shopper" }), [{ sku: "TEST-A", quantity: 1 }], {
        customer: { email, name: "Ada Moreno" },
      });
      const story: Story = {
        orderId: order.id,
        number: order.number,
        dueAt: order.paymentDueAt,
        now: time.now,
        pages: [],
        page: null,
        heard: [],
        had: new Set(),
        log: [],
      };
      stories.set(order.id, story);
      return story;
    },
    isBlocked: async (backend) =>
      (
        await test.rows<{ blocked: boolean }>("select cardinality(pg_blocking_pids($1)) > 0 as blocked", [
          backend,
        ])
      )[0]?.blocked ?? false,
  };
}

/** Those which ask somebody else than the provider of payments. */
const beside = new Set(["check-address-when-order-paid"]);

/**
 * Has the policies act on what was recorded, one after another, as the event server would: what throws comes again, a
 * refusal does not. Timers fire only when asked for. Returns how many ran.
 */
export async function relay(
  world: World,
  stories: readonly Story[],
  { timers = false } = {},
): Promise<number> {
  const rows = await world.test.app.db
    .select()
    .from(event)
    .where(
      inArray(
        event.orderId,
        stories.map((story) => story.orderId),
      ),
    )
    .orderBy(asc(event.id));
  let ran = 0;
  const ofStory = async (story: Story) => {
    for (const row of rows.filter(({ orderId }) => orderId === story.orderId))
      for (const policy of listenersTo(row.name)) {
        const key = `${row.id}:${policy.id}`;
        if (beside.has(policy.id) || story.had.has(key)) continue;
        const payload = events[row.name as EventName].parse(row.payload) as Payload<EventName>;
        const waits = policy.waitUntil?.(payload);
        const now = currentStrand()?.clock.now() ?? world.time.now;
        if (waits && (!timers || waits.time > now)) continue;
        ran += 1;
        try {
          const { outcome } = await runPolicy(policy, asId(row.id), payload, { attempts: 1, last: false });
          story.log.push(`  ${policy.id}: ${outcome}`);
        } catch (error) {
          story.log.push(`  ${policy.id}: ${String(error)}`);
          if (!(error instanceof DomainError) || error.kind === "provider_unavailable") continue;
        }
        story.had.add(key);
      }
  };
  await inParallel(stories, 8, ofStory);
  return ran;
}

export async function inParallel<T>(items: readonly T[], width: number, act: (item: T) => Promise<void>) {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

const sweeps = [
  "sweep-webhook-inbox",
  "sweep-standing-payments",
  "sweep-overdue-orders",
  "sweep-cancelled-orders",
  "sweep-refunds",
  "sweep-unassigned-orders",
];

const rounds = 12;

/**
 * What happens by itself: our processes are up again, events reach their policies, sweeps look every few minutes, and at
 * last every deadline passes. Returns whether everything has come to rest.
 */
export async function rest(world: World, stories: readonly Story[]): Promise<boolean> {
  const latest = Math.max(...stories.map((story) => story.now.getTime()));
  world.time.now = new Date(Math.max(latest, world.time.now.getTime()));
  let deadlinesPassed = false;
  for (let round = 0; round < rounds; round += 1) {
    world.time.now = after(world.time.now, minutes(6));
    let moved = 0;
    for (const id of sweeps) moved += (await runSweep(id)).found;
    moved += await relay(world, stories, { timers: true });
    if (moved > 0 || round === 0) continue;
    if (deadlinesPassed) return true;
    // Longer than the longest pause before anybody is asked about a page again.
    world.time.now = after(world.time.now, minutes(70));
    deadlinesPassed = true;
  }
  return false;
}

/** Brings one of the provider's notifications, as its request does. */
export async function bring(world: World, story: Story, word: Word): Promise<void> {
  if (!story.heard.includes(word)) story.heard.push(word);
  await deliver(world.ctx({ kind: "provider", name: world.provider.name }), world.provider.sealed(word));
}

/** What the provider has told of a story's pages and has not come yet, oldest first. */
export async function unheard(world: World, story: Story): Promise<Word[]> {
  const words: Word[] = [];
  for (const page of story.pages) words.push(...(await world.provider.words(world.test, page)));
  return words.filter((word) => !story.heard.some((one) => one.id === word.id));
}
