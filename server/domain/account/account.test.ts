import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { linkToken, readLinkToken } from "@/server/auth/link-keys";
import { checkPassword, hashPassword } from "@/server/auth/passwords";
import { sessionsOf } from "@/server/auth/user-sessions";
import { asId, newId } from "@/server/kernel/id";
import { paidOrder, placeOrder, type TestApp, testApp } from "@/server/testing";
import { userWithEmail } from "./account.store";
import { askForReset } from "./ask-for-reset";
import { askToChangeEmail } from "./ask-to-change-email";
import { changeEmail } from "./change-email";
import { changePassword } from "./change-password";
import { linkPage } from "./link-page.queries";
import { mailAccountLink } from "./mail-account-link";
import { orderHistory } from "./order-history.queries";
import { register } from "./register";
import { resetPassword } from "./reset-password";
import { goodPassword, newestLink, shopperWith, signedIn } from "./testing";
import { verifyEmail } from "./verify-email";

vi.mock("@/server/auth/passwords", async (original) => {
  const real = await original<typeof import("@/server/auth/passwords")>();
  return {
    hashPassword: vi.fn(real.hashPassword),
    checkPassword: vi.fn(real.checkPassword),
  };
});

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

type Inbox = { subject: string; text: string }[];
const inbox = (to: string) => shop.control<Inbox>("GET", `/control/mail?to=${encodeURIComponent(to)}`);
const numbersOf = async (customerId: Parameters<typeof orderHistory>[1]) =>
  (await orderHistory(shop.ctx(), customerId)).rows.map(({ number }) => number);
const guestOrder = (email: string) => placeOrder(shop.ctx(), undefined, { customer: { email, name: "Ada" } });
const input = (email: string) => ({ email, name: "Ada Moreno", password: goodPassword });
const mailTo = async (email: string) => {
  await mailAccountLink(shop.ctx(), (await newestLink(shop, email)).id);
  return (await inbox(email)).at(-1);
};

describe("registering", () => {
  test("an account is one when its mail is read and its password known, and holds the guest's orders", async () => {
    const earlier = await guestOrder("grace@example.com");
    await register(shop.ctx(), input("grace@example.com"));
    expect(await userWithEmail(shop.ctx(), "grace@example.com")).toMatchObject({ customerId: null });
    const { id: linkId } = await newestLink(shop, "grace@example.com");
    const user = await verifyEmail(shop.ctx(), { linkId, password: goodPassword, acceptsMarketing: true });
    if (!user.customerId) throw new Error("There is no customer.");
    expect(await numbersOf(user.customerId)).toEqual([earlier.number]);
    const later = await guestOrder("grace@example.com");
    expect(await numbersOf(user.customerId)).toEqual([later.number, earlier.number]);
    const facts = await shop.rows("select name from event where aggregate = 'customer' order by id");
    expect(facts.map(({ name }) => name)).toEqual([
      "CustomerRegistered",
      "CustomerEmailVerified",
      "OrdersClaimed",
      "MarketingConsentChanged",
    ]);
  });

  test("nobody gets into an account that a stranger prepared: the link asks for the password", async () => {
    await guestOrder("victim@example.com");
    await register(shop.ctx(), { ...input("victim@example.com"), password: "the stranger's own words" });
    const { id: linkId } = await newestLink(shop, "victim@example.com");
    const tried = verifyEmail(shop.ctx(), { linkId, password: goodPassword, acceptsMarketing: false });
    await expect(tried).rejects.toMatchObject({ kind: "unauthenticated" });
    expect(await userWithEmail(shop.ctx(), "victim@example.com")).toMatchObject({ customerId: null });

    // The owner registers as well; what the stranger chose opens nothing any more.
    await register(shop.ctx(), input("victim@example.com"));
    const user = await userWithEmail(shop.ctx(), "victim@example.com");
    expect(await checkPassword(user?.passwordHash ?? null, "the stranger's own words")).toBe(false);
  });

  test("a link is good once, and two tabs make one account", async () => {
    await register(shop.ctx(), input("tabs@example.com"));
    const { id: linkId } = await newestLink(shop, "tabs@example.com");
    const press = () => verifyEmail(shop.ctx(), { linkId, password: goodPassword, acceptsMarketing: false });
    const outcomes = await Promise.allSettled([press(), press()]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(press()).rejects.toMatchObject({ kind: "not_found" });
    const facts = await shop.rows(
      "select e.name from event e join app_user u on u.customer_id::text = e.aggregate_id where u.email = $1 and e.name = 'CustomerRegistered'",
      ["tabs@example.com"],
    );
    expect(facts).toHaveLength(1);
  });

  test("a link that is too old does nothing", async () => {
    await register(shop.ctx(), input("late@example.com"));
    const { id: linkId } = await newestLink(shop, "late@example.com");
    await shop.rows("update account_link set expires_at = now() - interval '1 second' where id = $1", [
      linkId,
    ]);
    const late = verifyEmail(shop.ctx(), { linkId, password: goodPassword, acceptsMarketing: false });
    await expect(late).rejects.toMatchObject({ kind: "not_found", details: { link: "expired" } });
  });

  test("a link for one thing does no other", async () => {
    await register(shop.ctx(), input("mixed@example.com"));
    const { id } = await newestLink(shop, "mixed@example.com");
    await expect(resetPassword(shop.ctx(), id, "another good one, honestly")).rejects.toMatchObject({
      kind: "not_found",
    });
    await expect(changeEmail(shop.ctx(), id)).rejects.toMatchObject({ kind: "not_found" });
  });

  test("opening a link changes nothing", async () => {
    await register(shop.ctx(), input("scanned@example.com"));
    const { id } = await newestLink(shop, "scanned@example.com");
    const rows = () => shop.rows("select * from account_link where id = $1", [id]);
    const before = await rows();
    expect(await linkPage(shop.ctx(), id, "verify_email")).toEqual({
      open: true,
      email: "scanned@example.com",
    });
    expect(await rows()).toEqual(before);
    expect(await userWithEmail(shop.ctx(), "scanned@example.com")).toMatchObject({ customerId: null });
  });
});

describe("a link's key", () => {
  const secret = "a secret of the tests with enough characters";
  const id = newId<"accountLink">();

  test("opens its row and no other", () => {
    const token = linkToken(id, secret);
    expect(readLinkToken(token, secret)).toBe(id);
    const other = linkToken(newId<"accountLink">(), secret);
    expect(readLinkToken(`${id}.${other.split(".")[1]}`, secret)).toBeNull();
    expect(readLinkToken(token, "another secret of the tests, as long")).toBeNull();
    for (const forged of [id, `${id}.`, `${token}x`, `${token}.x`, "", null, "x.y"])
      expect(readLinkToken(forged, secret)).toBeNull();
  });
});

/** What a request does, by its statements and its hashing: what anybody could measure from outside. */
async function workOf(act: () => Promise<unknown>) {
  const { Client } = await import("pg");
  const statements: string[] = [];
  const real = Client.prototype.query;
  const spy = vi.spyOn(Client.prototype, "query").mockImplementation(function (
    this: unknown,
    ...given: unknown[]
  ) {
    const [first] = given as [string | { text: string }];
    const text = typeof first === "string" ? first : first.text;
    // The sandbox, which lives in this process, has its own business.
    if (/"(app_user|customer|account_link|event)"/.test(text)) statements.push(text);
    return Reflect.apply(real, this, given) as never;
  });
  vi.mocked(hashPassword).mockClear();
  vi.mocked(checkPassword).mockClear();
  const answer = await act();
  spy.mockRestore();
  return {
    answer,
    statements,
    hashes: vi.mocked(hashPassword).mock.calls.length + vi.mocked(checkPassword).mock.calls.length,
  };
}

describe("nobody learns who has an account", () => {
  beforeAll(async () => {
    await shopperWith(shop, "known@example.com");
    await shop.rows(
      "insert into app_user (id, email, name, password_hash, role) values ($1, 'staff@shop.test', 'Sam', '-', 'manager')",
      [newId()],
    );
  });

  test("registering with a known address, one of the staff or a new one is the same work with the same answer", async () => {
    const fresh = await workOf(() => register(shop.ctx(), input("fresh@example.com")));
    const known = await workOf(() => register(shop.ctx(), input("known@example.com")));
    const staff = await workOf(() => register(shop.ctx(), input("staff@shop.test")));
    expect(fresh.statements.length).toBeGreaterThan(3);
    expect(known).toEqual(fresh);
    expect(staff).toEqual(fresh);
    expect(fresh.hashes).toBe(1);
  });

  test("the mail tells the owner of a known address, and nothing of theirs is changed", async () => {
    const before = await userWithEmail(shop.ctx(), "known@example.com");
    await register(shop.ctx(), { ...input("known@example.com"), name: "Mallory" });
    expect(await userWithEmail(shop.ctx(), "known@example.com")).toEqual(before);
    expect(await mailTo("known@example.com")).toMatchObject({ subject: "You have an account already" });
    await register(shop.ctx(), input("staff@shop.test"));
    expect(await userWithEmail(shop.ctx(), "staff@shop.test")).toMatchObject({
      role: "manager",
      name: "Sam",
    });
    expect(await mailTo("staff@shop.test")).toMatchObject({ subject: "You have an account already" });
  });

  test("asking for a new password is the same for a known and an unknown address", async () => {
    const known = await workOf(() => askForReset(shop.ctx(), "known@example.com"));
    const unknown = await workOf(() => askForReset(shop.ctx(), "nobody@example.com"));
    expect(unknown).toEqual(known);
    expect(await mailTo("known@example.com")).toMatchObject({ subject: "Choose a new password" });
    expect(await mailTo("nobody@example.com")).toMatchObject({
      subject: "There is no account with this address",
    });
    const { id } = await newestLink(shop, "nobody@example.com");
    expect((await linkPage(shop.ctx(), id, "reset_password")).open).toBe(false);
    await expect(resetPassword(shop.ctx(), id, goodPassword)).rejects.toMatchObject({ kind: "not_found" });
  });

  test("moving to a taken address is the same as moving to a free one", async () => {
    const { id } = await shopperWith(shop, "mover@example.com");
    const ask = (email: string) => askToChangeEmail(shop.ctx(), id, { email, password: goodPassword });
    const taken = await workOf(() => ask("known@example.com"));
    const free = await workOf(() => ask("free@example.com"));
    expect(taken).toEqual(free);
    expect(await mailTo("known@example.com")).toMatchObject({ subject: "You have an account already" });
    expect(await mailTo("free@example.com")).toMatchObject({ subject: "Confirm your new e-mail address" });
  });
});

describe("a new password", () => {
  test("ends every session and every other link, and is good for an account that waited, too", async () => {
    const { id } = await shopperWith(shop, "forgot@example.com");
    await signedIn(shop, id);
    await askForReset(shop.ctx(), "forgot@example.com");
    const first = await newestLink(shop, "forgot@example.com");
    await askForReset(shop.ctx(), "forgot@example.com");
    const second = await newestLink(shop, "forgot@example.com");
    await resetPassword(shop.ctx(), second.id, "seven pears on a windowsill");
    expect(await sessionsOf(shop.ctx(), id)).toEqual([]);
    const user = await userWithEmail(shop.ctx(), "forgot@example.com");
    expect(await checkPassword(user?.passwordHash ?? null, "seven pears on a windowsill")).toBe(true);
    for (const link of [first, second])
      await expect(resetPassword(shop.ctx(), link.id, goodPassword)).rejects.toMatchObject({
        kind: "not_found",
      });

    await register(shop.ctx(), input("waits@example.com"));
    await askForReset(shop.ctx(), "waits@example.com");
    await resetPassword(shop.ctx(), (await newestLink(shop, "waits@example.com")).id, goodPassword);
    expect((await userWithEmail(shop.ctx(), "waits@example.com"))?.customerId).not.toBeNull();
  });

  test("pressing twice at once sets one of the two", async () => {
    await shopperWith(shop, "twice@example.com");
    await askForReset(shop.ctx(), "twice@example.com");
    const { id } = await newestLink(shop, "twice@example.com");
    const outcomes = await Promise.allSettled([
      resetPassword(shop.ctx(), id, "seven pears on a windowsill"),
      resetPassword(shop.ctx(), id, "eleven plums under the stairs"),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("wants the old one, ends all sessions, and is refused when it is easy to guess", async () => {
    const { id } = await shopperWith(shop, "change@example.com");
    await signedIn(shop, id);
    const change = (current: string, password: string) =>
      changePassword(shop.ctx(), id, { current, password });
    await expect(change("wrong", "seven pears on a windowsill")).rejects.toMatchObject({
      kind: "unauthenticated",
    });
    await expect(change(goodPassword, "password123!")).rejects.toMatchObject({ kind: "invalid_input" });
    expect(await sessionsOf(shop.ctx(), id)).toHaveLength(1);
    await change(goodPassword, "seven pears on a windowsill");
    expect(await sessionsOf(shop.ctx(), id)).toEqual([]);
  });
});

describe("another address", () => {
  test("counts once its own mail is followed, brings its guest orders, and the old one opens nothing any more", async () => {
    const { id, customerId } = await shopperWith(shop, "old@example.com");
    const mine = await paidOrder(shop, undefined, { customer: { email: "old@example.com", name: "Ada" } });
    const guest = await guestOrder("new@example.com");
    await askForReset(shop.ctx(), "old@example.com");
    const reset = await newestLink(shop, "old@example.com");
    await askToChangeEmail(shop.ctx(), id, { email: "new@example.com", password: goodPassword });
    expect(await numbersOf(customerId)).toEqual([mine.number]);
    const { id: linkId } = await newestLink(shop, "new@example.com");
    await changeEmail(shop.ctx(), linkId);
    expect(await numbersOf(customerId)).toEqual([guest.number, mine.number]);
    expect(await userWithEmail(shop.ctx(), "new@example.com")).toMatchObject({ id });
    expect(await userWithEmail(shop.ctx(), "old@example.com")).toBeUndefined();
    await expect(resetPassword(shop.ctx(), reset.id, goodPassword)).rejects.toMatchObject({
      kind: "not_found",
    });
    await expect(changeEmail(shop.ctx(), linkId)).rejects.toMatchObject({ kind: "not_found" });
    const [told] = await shop.rows<{ payload: { email: string } }>(
      "select payload from event where name = 'AccountSecurityChanged' and aggregate_id = $1",
      [id],
    );
    expect(told?.payload.email).toBe("old@example.com");
    // Ordered as a guest with the old address from now on, it is somebody else's.
    await guestOrder("old@example.com");
    expect(await numbersOf(customerId)).toHaveLength(2);
  });

  test("an order that is placed while its guest moves in is not lost", async () => {
    const { id, customerId } = await shopperWith(shop, "busy@example.com");
    const before = await guestOrder("busy-guest@example.com");
    await askToChangeEmail(shop.ctx(), id, { email: "busy-guest@example.com", password: goodPassword });
    const { id: linkId } = await newestLink(shop, "busy-guest@example.com");
    const [, ...placed] = await Promise.all([
      changeEmail(shop.ctx(), linkId),
      ...Array.from({ length: 6 }, () => guestOrder("busy-guest@example.com")),
    ]);
    const numbers = [before, ...placed].map(({ number }) => number);
    expect((await numbersOf(customerId)).sort()).toEqual(numbers.sort());
  });

  test("goes to who proves it first when two want it", async () => {
    const one = await shopperWith(shop, "one@example.com");
    const two = await shopperWith(shop, "two@example.com");
    for (const { id } of [one, two])
      await askToChangeEmail(shop.ctx(), id, { email: "both@example.com", password: goodPassword });
    const links = await shop.rows<{ id: string }>(
      "select id from account_link where email = 'both@example.com' and purpose = 'change_email'",
    );
    const outcomes = await Promise.allSettled(links.map((link) => changeEmail(shop.ctx(), asId(link.id))));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

test("a cursor goes through all orders, newest first, and none twice", async () => {
  const { customerId } = await shopperWith(shop, "many@example.com");
  const numbers: string[] = [];
  for (let i = 0; i < 5; i++) numbers.unshift((await guestOrder("many@example.com")).number);
  const first = await orderHistory(shop.ctx(), customerId, { limit: 2 });
  const second = await orderHistory(shop.ctx(), customerId, { limit: 2, after: first.older ?? "" });
  const third = await orderHistory(shop.ctx(), customerId, { limit: 2, after: second.older ?? "" });
  expect([first, second, third].flatMap(({ rows }) => rows.map(({ number }) => number))).toEqual(numbers);
  expect([first.newer, third.older]).toEqual([null, null]);
  const back = await orderHistory(shop.ctx(), customerId, { limit: 2, before: third.newer ?? "" });
  expect(back.rows).toEqual(second.rows);
});
