import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeSetting } from "@/server/domain/settings/settings";
import { type Id, newId } from "@/server/kernel/id";
import { type TestApp, testApp } from "@/server/testing";
import type { Role } from "./roles";
import { standingOf } from "./standing";
import {
  endAllSessions,
  endOtherSessions,
  endSession,
  forgetOldSessions,
  openUserSession,
  sessionsOf,
} from "./user-sessions";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
  await changeSetting(shop.ctx(), "requireSecondFactor", false);
});
afterAll(() => shop.drop());

const start = new Date("2026-03-02T08:00:00Z");
const later = (hours: number) => new Date(start.getTime() + hours * 3_600_000);

async function person(role: Role) {
  const id = newId<"user">();
  await shop.rows(
    "insert into app_user (id, email, name, password_hash, role) values ($1, $2, 'Somebody', '-', $3)",
    [id, `${id}@shop.test`, role],
  );
  return { id, role };
}
type Person = Awaited<ReturnType<typeof person>>;

const open = (user: Person, over: Partial<Parameters<typeof openUserSession>[1]> = {}) =>
  openUserSession(
    shop.ctx(),
    { user, secondFactorAt: null, complete: true, agent: "Firefox", address: "192.0.2.1", ...over },
    start,
  );
const standing = (user: Person, sid: Id<"session">, at = start, version = 1) =>
  standingOf(shop.ctx(), { sub: user.id, sid, version }, at);

let ada: Person;
beforeEach(async () => {
  ada = await person("manager");
});

describe("a session", () => {
  test("of staff lasts a working day, whatever they do", async () => {
    const sid = await open(ada);
    expect(await standing(ada, sid, later(11.9))).toMatchObject({ kind: "in", user: { id: ada.id } });
    expect(await standing(ada, sid, later(12.1))).toBeNull();
  });

  test("of a shopper lasts a month from their last visit", async () => {
    const sam = await person("shopper");
    const sid = await open(sam);
    expect(await standing(sam, sid, later(29 * 24))).not.toBeNull();
    expect(await standing(sam, sid, later(58 * 24))).not.toBeNull();
    expect(await standing(sam, sid, later(89 * 24))).toBeNull();
  });

  test("notes a visit at most every few minutes", async () => {
    const sid = await open(ada);
    const seen = async (minutes: number) => {
      await standing(ada, sid, later(minutes / 60));
      const [row] = await shop.rows<{ at: Date }>(
        "select last_seen_at as at from user_session where id = $1",
        [sid],
      );
      return row?.at;
    };
    expect(await seen(4)).toEqual(start);
    expect(await seen(6)).toEqual(later(0.1));
    expect(await seen(10)).toEqual(later(0.1));
  });

  test("is nobody's but its person's", async () => {
    const sid = await open(ada);
    const eve = await person("shopper");
    expect(await standing(eve, sid)).toBeNull();
    expect(await standingOf(shop.ctx(), { sub: ada.id, version: 1 }, start)).toBeNull();
    expect(await standingOf(shop.ctx(), { sub: ada.id, sid: "'; drop", version: 1 }, start)).toBeNull();
    expect(await endSession(shop.ctx(), eve.id, sid, start)).toBe(false);
    expect(await endSession(shop.ctx(), eve.id, "no id", start)).toBe(false);
    expect(await standing(ada, sid)).not.toBeNull();
  });

  test("is out as soon as it is ended", async () => {
    const [here, there] = [await open(ada), await open(ada)];
    expect(await endSession(shop.ctx(), ada.id, there, start)).toBe(true);
    expect(await standing(ada, there)).toBeNull();
    expect((await sessionsOf(shop.ctx(), ada.id, start)).map(({ id }) => id)).toEqual([here]);
  });

  test("stays when all others are ended", async () => {
    const [here] = [await open(ada), await open(ada), await open(ada)];
    expect(await endOtherSessions(shop.ctx(), ada.id, here, start)).toBe(2);
    expect(await standing(ada, here)).not.toBeNull();
  });

  test("ends with all others, and so does one that is just being opened", async () => {
    const sid = await open(ada);
    const version = await endAllSessions(shop.ctx(), ada.id, start);
    const opening = await open(ada);
    expect(await standing(ada, sid)).toBeNull();
    expect(await standing(ada, opening)).toBeNull();
    expect(await standing(ada, opening, start, version)).not.toBeNull();
  });

  test("of somebody who is switched off is out at once", async () => {
    const sid = await open(ada);
    await shop.rows("update app_user set active = false where id = $1", [ada.id]);
    expect(await standing(ada, sid)).toBeNull();
  });

  test("is forgotten a month after it ended", async () => {
    const sid = await open(ada);
    await forgetOldSessions(shop.ctx(), later(12 + 29 * 24));
    expect(await shop.rows("select 1 as one from user_session where id = $1", [sid])).toHaveLength(1);
    await forgetOldSessions(shop.ctx(), later(12 + 31 * 24));
    expect(await shop.rows("select 1 as one from user_session where id = $1", [sid])).toHaveLength(0);
  });
});

describe("a second factor", () => {
  test("is asked of whoever has one, and lasts a quarter of an hour half way", async () => {
    await shop.rows("update app_user set totp_confirmed_at = now(), totp_secret = 'x' where id = $1", [
      ada.id,
    ]);
    const half = await open(ada, { complete: false });
    expect(await standing(ada, half)).toMatchObject({ kind: "half", needs: "code" });
    expect(await standing(ada, half, later(0.26))).toBeNull();
    const whole = await open(ada, { secondFactorAt: start });
    expect(await standing(ada, whole)).toMatchObject({ kind: "in", secondFactor: true });
  });

  test("that staff must have is asked of those who are in already, as soon as the setting is on", async () => {
    const sam = await person("shopper");
    const [hers, his] = [await open(ada), await open(sam)];
    await changeSetting(shop.ctx(), "requireSecondFactor", true);
    expect(await standing(ada, hers)).toMatchObject({ kind: "half", needs: "set_up" });
    expect(await standing(sam, his)).toMatchObject({ kind: "in" });
    await changeSetting(shop.ctx(), "requireSecondFactor", false);
    expect(await standing(ada, hers)).toMatchObject({ kind: "in" });
  });
});
