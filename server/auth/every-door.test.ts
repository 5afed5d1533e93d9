import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { closePayments } from "@/server/domain/payment/close-payments";
import { submitRefund } from "@/server/domain/payment/submit-refund";
import { changeSetting } from "@/server/domain/settings/settings";
import { asId, type Id, newId } from "@/server/kernel/id";
import { paidOrder, type TestApp, testApp } from "@/server/testing";
import { actions, type Need, pages, routes } from "./doors.table";
import { orderAccessToken } from "./order-access";
import { type Role, roles } from "./roles";
import { endAllSessions, openUserSession } from "./user-sessions";

/** The browser that asks: its cookies and headers, as Next would hand them to a page, an action or a route. */
const browser = vi.hoisted(() => ({ jar: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.jar.has(name) ? { name, value: browser.jar.get(name) } : undefined),
    has: (name: string) => browser.jar.has(name),
    getAll: () => [...browser.jar].map(([name, value]) => ({ name, value })),
    set: () => undefined,
    delete: () => undefined,
  }),
  headers: async () => new Headers(),
  draftMode: async () => ({ isEnabled: false }),
}));
vi.mock("next/cache", () => ({
  revalidatePath: () => undefined,
  revalidateTag: () => undefined,
  updateTag: () => undefined,
  refresh: () => undefined,
  cacheLife: () => undefined,
  cacheTag: () => undefined,
  unstable_cache: (work: unknown) => work,
}));

const people = [
  "stranger",
  "shopper",
  "warehouse",
  "manager",
  "admin",
  "shut out",
  "half way in",
  "signed out",
] as const;
type Person = (typeof people)[number];

let shop: TestApp;
const cookieOf = new Map<Person, string | null>();

beforeAll(async () => {
  shop = await testApp();
  await changeSetting(shop.ctx(), "requireSecondFactor", false);
  cookieOf.set("stranger", null);
  for (const role of roles) cookieOf.set(role, await signedIn(role));
  cookieOf.set("shut out", await signedIn("admin", "update app_user set active = false where id = $1"));
  cookieOf.set(
    "half way in",
    await signedIn("admin", "update app_user set totp_confirmed_at = now(), totp_secret = 'x' where id = $1"),
  );
  cookieOf.set("signed out", await signedIn("admin", (id) => endAllSessions(shop.ctx(), id)));
});
afterAll(() => shop.drop());

/** A new person of a role with a session that was whole when it began, and what happened to it since. */
async function signedIn(role: Role, then?: string | ((id: Id<"user">) => Promise<unknown>)): Promise<string> {
  const id = newId<"user">();
  const customer = role === "shopper" ? newId<"customer">() : null;
  if (customer)
    await shop.rows("insert into customer (id, email, name) values ($1, $2, 'Sam')", [
      customer,
      `${id}@shop.test`,
    ]);
  await shop.rows(
    "insert into app_user (id, email, name, password_hash, role, customer_id, email_verified_at) values ($1, $2, $3, '-', $4, $5, now())",
    [id, `${id}@shop.test`, role, role, customer],
  );
  const sid = await openUserSession(shop.ctx(), {
    ...{ user: { id, role }, secondFactorAt: null, complete: true, agent: null, address: null },
  });
  if (typeof then === "string") await shop.rows(then, [id]);
  else await then?.(id);
  return encode({ token: { sub: id, sid, version: 1 }, secret: shop.app.env.AUTH_SECRET });
}

function as(person: Person): void {
  const cookie = cookieOf.get(person);
  browser.jar = new Map(cookie ? [["next-auth.session-token", cookie]] : []);
}

const rank: Record<Role, number> = { shopper: 0, warehouse: 1, manager: 2, admin: 3 };
const isRole = (person: Person): person is Role => (roles as readonly string[]).includes(person);
/** A member of staff may be no shopper: their own pages decide that. */
const mayNot = (need: Exclude<Need, "anybody">): Person[] =>
  people.filter((person) => (isRole(person) ? rank[person] < rank[need] : true));

const files = (fits: (file: string) => boolean): string[] =>
  readdirSync("app", { recursive: true, encoding: "utf8" }).filter(fits).sort();
const gated = (table: Record<string, Need>) =>
  Object.entries(table).filter(
    (entry): entry is [string, Exclude<Need, "anybody">] => entry[1] !== "anybody",
  );

/** How a page or an action ends for whoever calls it. */
async function ending(call: () => unknown): Promise<string> {
  try {
    const answer = await call();
    return answer && typeof answer === "object" && "faults" in answer ? "faults" : "in";
  } catch (error) {
    const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
    if (digest.startsWith("NEXT_REDIRECT")) return digest.includes(";/sign-in") ? "to sign in" : "in";
    return digest.includes("404") ? "nothing there" : "in";
  }
}
const refusals = ["to sign in", "nothing there"];

describe("a page", () => {
  it("is written down", () => {
    expect(files((file) => file.endsWith("/page.tsx"))).toEqual(Object.keys(pages).sort());
  });

  // Read and not called: a hundred pages with all their parts take minutes to load. A few are called below.
  it.each(gated(pages))("%s asks first whether this is %s", (file, need) => {
    const source = readFileSync(join("app", file), "utf8");
    const body = source
      .slice(source.search(/export default (async )?function/))
      .replaceAll(/await (params|searchParams|props\.params)\b/g, "");
    const first = body.search(/\bawait |Promise\.all/);
    const gate =
      need === "shopper"
        ? /^await (Promise\.all\(\[)?accountGate\(/
        : new RegExp(`^await staffGate\\(\\s*"${need}"`);
    expect(body.slice(first, first + 80)).toMatch(gate);
  });

  const called = [
    "(admin)/admin/settings/staff/page.tsx",
    "(admin)/admin/orders/page.tsx",
    "(admin)/admin/audit/page.tsx",
  ];
  it.each(called)("%s shows itself to nobody else", { timeout: 60_000 }, async (file) => {
    const { default: Page } = (await import(/* @vite-ignore */ join(process.cwd(), "app", file))) as {
      default: (props: object) => unknown;
    };
    const props = { params: Promise.resolve({}), searchParams: Promise.resolve({}) };
    const refused = mayNot(pages[file] as Exclude<Need, "anybody">);
    for (const person of people) {
      as(person);
      const end = await ending(() => Page(props));
      expect(end, person).toBe(
        refused.includes(person) ? (isRole(person) ? "nothing there" : "to sign in") : "in",
      );
    }
  });
});

describe("a server action", () => {
  const exported = files((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
    .filter((file) => /^"use server";/m.test(readFileSync(join("app", file), "utf8")))
    .flatMap((file) =>
      [...readFileSync(join("app", file), "utf8").matchAll(/^export (?:async function|const) (\w+)/gm)].map(
        ([, name]) => `${file}#${name}`,
      ),
    );

  it("is written down", () => {
    expect(exported.sort()).toEqual(Object.keys(actions).sort());
  });

  it.each(gated(actions))("%s is for %s", { timeout: 60_000 }, async (name, need) => {
    const [file = "", action = ""] = name.split("#");
    const module = (await import(/* @vite-ignore */ join(process.cwd(), "app", file))) as Record<
      string,
      (...args: unknown[]) => unknown
    >;
    for (const person of mayNot(need)) {
      as(person);
      // Each argument is a form: the gate comes before anything of it is believed.
      const args = Array.from({ length: 4 }, () => new FormData());
      const end = await ending(() => module[action]?.(...args));
      // A shopper's form may say first what is missing in it: that is nobody's.
      if (need === "shopper" && end === "faults") continue;
      expect(refusals, `${person} at ${name}`).toContain(end);
    }
  });
});

type Handler = (request: NextRequest, context: object) => Promise<Response> | Response;
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

describe("a route", () => {
  it("is written down", () => {
    expect(files((file) => /(^|\/)route\.tsx?$/.test(file))).toEqual(Object.keys(routes).sort());
  });

  it.each(gated(routes))("%s is for %s", { timeout: 60_000 }, async (file, need) => {
    const module = (await import(/* @vite-ignore */ join(process.cwd(), "app", file))) as Record<
      string,
      Handler
    >;
    for (const method of methods.filter((one) => module[one]))
      for (const person of people) {
        as(person);
        const request = new NextRequest(`${shop.app.env.APP_URL}/x`, {
          method,
          headers: { "sec-fetch-site": "same-origin" },
        });
        const answer = await status(() =>
          module[method]?.(request, { params: Promise.resolve(new Proxy({}, { get: () => "x" })) }),
        );
        const refused = mayNot(need).includes(person);
        if (refused) expect(answer, `${person}: ${method} ${file}`).toBe(isRole(person) ? 403 : 401);
        else expect([401, 403], `${person}: ${method} ${file}`).not.toContain(answer);
      }
  });
});

const status = async (call: () => Promise<Response> | Response | undefined): Promise<number> => {
  try {
    const response = await call();
    await response?.body?.cancel();
    return response?.status ?? 0;
  } catch {
    return 500;
  }
};

describe("somebody else's order", () => {
  it("gives its papers to nobody without its key", async () => {
    const order = await paidOrder(shop);
    const { GET } = await import("@/app/api/documents/invoices/[number]/route");
    for (const person of ["stranger", "shopper", "shut out", "half way in", "signed out"] as const) {
      as(person);
      const request = new NextRequest(`${shop.app.env.APP_URL}/api/documents/invoices/${order.number}`);
      const answer = await GET(request, { params: Promise.resolve({ number: order.number }) });
      expect(answer.status, person).toBe(404);
    }
    as("warehouse");
    const request = new NextRequest(`${shop.app.env.APP_URL}/api/documents/invoices/${order.number}`);
    const staff = await GET(request, { params: Promise.resolve({ number: order.number }) });
    expect(staff.status).toBe(200);
  });

  const outsiders = ["stranger", "shopper", "shut out", "half way in", "signed out"] as const;

  it("is paid, cancelled, ordered again and reviewed by nobody without its key", async () => {
    const order = await paidOrder(shop);
    const other = await paidOrder(shop);
    const actions = await import("@/app/(shop)/orders/[number]/actions");
    const { review } = await import("@/app/(shop)/orders/[number]/review/actions");
    const [line] = await shop.rows<{ id: string }>("select id from order_line where order_id = $1", [
      order.id,
    ]);
    const keys = ["", orderAccessToken(other.number, shop.app.env.AUTH_SECRET)];
    for (const person of outsiders)
      for (const key of keys) {
        as(person);
        const form = new FormData();
        const fields = {
          number: order.number,
          key,
          provider: "stripe",
          lineId: line?.id ?? "",
          rating: "1",
          body: "Mine.",
        };
        for (const [name, value] of Object.entries(fields)) form.set(name, value);
        const tries = [
          () => actions.pay({ message: "" }, form),
          () => actions.cancel({ message: "" }, form),
          () => actions.tryAgain({ message: "" }, form),
          () => actions.orderAgain({} as never, form),
          () => review({ rating: "", body: "", faults: [] }, form),
        ];
        for (const attempt of tries)
          await expect(attempt(), person).rejects.toThrow(/NEXT_HTTP_ERROR_FALLBACK;404/);
      }
    expect(await shop.rows("select status from orders where id = $1", [order.id])).toEqual([
      { status: "paid" },
    ]);
    expect(await shop.rows("select count(*)::int as n from review")).toEqual([{ n: 0 }]);
    expect(
      await shop.rows("select count(*)::int as n from orders where idempotency_key like 'again:%'"),
    ).toEqual([{ n: 0 }]);
  });

  it("gives the note of a refund to nobody without its key", async () => {
    const order = await paidOrder(shop);
    await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
    await closePayments(shop.ctx(), order.id);
    const [refund] = await shop.rows<{ id: string }>("select id from refund where order_id = $1", [order.id]);
    await submitRefund(shop.ctx(), asId(refund?.id ?? ""));
    const { GET } = await import("@/app/api/documents/credit-notes/[refund]/route");
    const open = async (key?: string) => {
      const query = key ? `?key=${key}` : "";
      const url = `${shop.app.env.APP_URL}/api/documents/credit-notes/${refund?.id}${query}`;
      return (await GET(new NextRequest(url), { params: Promise.resolve({ refund: refund?.id ?? "" }) }))
        .status;
    };
    for (const person of outsiders) {
      as(person);
      expect(await open(), person).toBe(404);
      expect(await open("guess"), person).toBe(404);
    }
    as("stranger");
    expect(await open(orderAccessToken(order.number, shop.app.env.AUTH_SECRET))).toBe(200);
  });
});

describe("a page of another site", () => {
  const params = { params: Promise.resolve({ slug: "mug" }) };
  const takers: Record<string, () => Promise<(request: NextRequest) => Promise<Response> | Response>> = {
    pictures: async () => {
      const { POST } = await import("@/app/(admin)/admin/catalogue/[slug]/pictures/route");
      return (request) => POST(request, params);
    },
    "a product file": async () => (await import("@/app/(admin)/admin/catalogue/import/upload/route")).POST,
    "counts to look at": async () =>
      (await import("@/app/(admin)/admin/inventory/counts/import/preview/route")).POST,
    "counts to book": async () =>
      (await import("@/app/(admin)/admin/inventory/counts/import/confirm/route")).POST,
  };

  it.each(Object.entries(takers))("can't send %s in a manager's name", async (_, load) => {
    as("manager");
    const post = await load();
    for (const headers of [{ "sec-fetch-site": "same-site" }, { origin: "https://evil.example" }]) {
      const request = new NextRequest(shop.app.env.APP_URL, { method: "POST", body: "x", headers });
      expect((await post(request)).status, JSON.stringify(headers)).toBe(403);
    }
  });
});
