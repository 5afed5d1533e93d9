import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { renderEmail } from "@/emails/render";
import { samples } from "@/emails/samples";
import type { StaffRole } from "@/server/auth/roles";
import { standingOf } from "@/server/auth/standing";
import { openUserSession } from "@/server/auth/user-sessions";
import { changeSetting } from "@/server/domain/settings/settings";
import { type Id, newId } from "@/server/kernel/id";
import { type TestApp, testApp } from "@/server/testing";
import { changeRole, deactivate, reactivate, resetSecondFactor, signOutEverywhere } from "./change-staff";
import { inviteAgain, inviteStaff, revokeInvitation } from "./invite-staff";
import { joinStaff } from "./join-staff";
import { mailInvitation } from "./mail-invitation";
import { colleaguePage, invitationPage, staffPage } from "./staff.queries";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
  await changeSetting(shop.ctx(), "requireSecondFactor", false);
});
afterAll(() => shop.drop());

type Person = { id: Id<"user">; role: StaffRole };
async function person(role: StaffRole): Promise<Person> {
  const id = newId<"user">();
  await shop.rows(
    "insert into app_user (id, email, name, password_hash, role, totp_confirmed_at) values ($1, $2, $3, '-', $4, null)",
    [id, `${id}@shop.test`, `The ${role}`, role],
  );
  return { id, role };
}
const as = ({ id, role }: Person) => shop.ctx({ kind: "staff", id, name: `The ${role}`, role });
const stands = async (id: Id<"user">) =>
  (
    await shop.rows<{ role: string; active: boolean }>("select role, active from app_user where id = $1", [
      id,
    ])
  )[0];
const signedIn = async (user: Person) => {
  const sid = await openUserSession(shop.ctx(), {
    ...{ user, secondFactorAt: null, complete: true, agent: null, address: null },
  });
  return async () => (await standingOf(shop.ctx(), { sub: user.id, sid, version: 1 }))?.user.role ?? null;
};

let ada: Person;
beforeEach(async () => {
  await shop.rows("update app_user set active = false");
  ada = await person("admin");
});

describe("the standing of a colleague", () => {
  test("changes at once, in a session that is open too", async () => {
    const wren = await person("warehouse");
    const roleNow = await signedIn(wren);
    await changeRole(as(ada), wren.id, "manager");
    expect(await roleNow()).toBe("manager");
    await deactivate(as(ada), wren.id);
    expect(await roleNow()).toBeNull();
    await reactivate(as(ada), wren.id);
    expect(await roleNow(), "the old session stays ended").toBeNull();
    expect(await stands(wren.id)).toEqual({ role: "manager", active: true });
  });

  test("is nobody's own to change", async () => {
    const other = await person("admin");
    for (const change of [deactivate, resetSecondFactor, signOutEverywhere])
      await expect(change(as(ada), ada.id)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(changeRole(as(ada), ada.id, "manager")).rejects.toMatchObject({ kind: "forbidden" });
    expect(await stands(ada.id)).toEqual({ role: "admin", active: true });
    expect(await stands(other.id)).toEqual({ role: "admin", active: true });
  });

  test("is no business of somebody who has ceased to be an admin", async () => {
    const [other, wren] = [await person("admin"), await person("warehouse")];
    await changeRole(as(other), ada.id, "manager");
    await expect(deactivate(as(ada), wren.id)).rejects.toMatchObject({
      message: "You are no longer an admin.",
    });
  });

  test("leaves one admin when two demote or shut out each other at the same moment", async () => {
    for (const change of [
      (by: Person, of: Person) => changeRole(as(by), of.id, "warehouse"),
      (by: Person, of: Person) => deactivate(as(by), of.id),
    ]) {
      await shop.rows("update app_user set active = false");
      const [one, two] = [await person("admin"), await person("admin")];
      const done = await Promise.allSettled([change(one, two), change(two, one)]);
      expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const left = await shop.rows("select 1 as one from app_user where role = 'admin' and active");
      expect(left).toHaveLength(1);
    }
  });

  test("of a shopper is not staff's", async () => {
    const id = newId<"user">();
    await shop.rows(
      "insert into app_user (id, email, name, password_hash, role) values ($1, $2, 'Sam', '-', 'shopper')",
      [id, `${id}@shop.test`],
    );
    await expect(changeRole(as(ada), id, "admin")).rejects.toMatchObject({ kind: "not_found" });
    await expect(colleaguePage(shop.ctx(), id)).rejects.toMatchObject({ kind: "not_found" });
  });

  test("loses a second factor to an admin, and its owner is told", async () => {
    const wren = await person("warehouse");
    await shop.rows(
      "update app_user set totp_secret = 'x', totp_confirmed_at = now(), recovery_codes = '{a}' where id = $1",
      [wren.id],
    );
    await resetSecondFactor(as(ada), wren.id);
    const { person: now } = await colleaguePage(shop.ctx(), wren.id);
    expect(now.hasFactor).toBe(false);
    const events = await shop.rows(
      "select name, payload->>'change' as change from event where payload->>'userId' = $1 order by id",
      [wren.id],
    );
    expect(events).toEqual([
      { name: "AccountSecurityChanged", change: "second_factor_off" },
      { name: "StaffChanged", change: "second factor reset" },
    ]);
  });

  test("may be signed out everywhere", async () => {
    const wren = await person("warehouse");
    const roleNow = await signedIn(wren);
    await signOutEverywhere(as(ada), wren.id);
    expect(await roleNow()).toBeNull();
  });
});

describe("an invitation", () => {
  const password = "a walk along the harbour";
  const invite = (email: string, role: StaffRole = "warehouse") =>
    inviteStaff(as(ada), { email, name: "Wren Castillo", role });

  test("is mailed, lets somebody in once, and says who asked them", async () => {
    const id = await invite("wren@shop.test");
    expect(await mailInvitation(shop.ctx(), id)).toBe("sent");
    expect(await invitationPage(shop.ctx(), id)).toEqual({
      ...{ email: "wren@shop.test", name: "Wren Castillo", role: "warehouse" },
    });
    const joined = await joinStaff(shop.ctx(), id, password);
    expect(joined).toMatchObject({ role: "warehouse", invitedBy: "staff:The admin", active: true });
    expect(joined.emailVerifiedAt).not.toBeNull();
    await expect(joinStaff(shop.ctx(), id, password)).rejects.toMatchObject({ kind: "not_found" });
    expect(await invitationPage(shop.ctx(), id)).toBeNull();
    await expect(invite("wren@shop.test")).rejects.toMatchObject({
      message: "Wren Castillo works here already.",
    });
    expect(await mailInvitation(shop.ctx(), id)).toBeNull();
  });

  test("lets one in when two windows use it at the same moment", async () => {
    const id = await invite("twice@shop.test");
    const done = await Promise.allSettled([
      joinStaff(shop.ctx(), id, password),
      joinStaff(shop.ctx(), id, password),
    ]);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("does nothing after it was revoked, sent again, or a week has gone", async () => {
    const [first, other] = [await invite("a@shop.test"), await invite("b@shop.test")];
    await revokeInvitation(as(ada), other);
    const again = await inviteAgain(as(ada), first);
    for (const dead of [first, other])
      await expect(joinStaff(shop.ctx(), dead, password)).rejects.toMatchObject({ kind: "not_found" });
    const { invitations } = await staffPage(shop.ctx());
    expect(invitations.map(({ id }) => id)).toContain(again);
    expect(invitations.map(({ id }) => id)).not.toContain(first);
    await shop.rows("update account_link set expires_at = $2 where id = $1", [again, shop.clock.now()]);
    await expect(joinStaff(shop.ctx(), again, password)).rejects.toMatchObject({
      message: "This link is too old. Ask for a new one.",
    });
  });

  test("takes over an address that somebody only typed, and no account of a shopper", async () => {
    const waiting = newId<"user">();
    await shop.rows(
      "insert into app_user (id, email, name, password_hash, role) values ($1, 'typed@shop.test', 'Eve', 'evil', 'shopper')",
      [waiting],
    );
    const joined = await joinStaff(shop.ctx(), await invite("typed@shop.test", "manager"), password);
    expect(joined).toMatchObject({ id: waiting, role: "manager", name: "Wren Castillo" });
    expect(joined.passwordHash).not.toBe("evil");
    const customer = newId<"customer">();
    await shop.rows("insert into customer (id, email, name) values ($1, 'sam@shop.test', 'Sam')", [customer]);
    await shop.rows(
      "insert into app_user (id, email, name, password_hash, role, customer_id) values ($1, 'sam@shop.test', 'Sam', '-', 'shopper', $2)",
      [newId(), customer],
    );
    await expect(invite("sam@shop.test")).rejects.toMatchObject({ details: { field: "email" } });
  });

  test("wants a password that is not guessed at once", async () => {
    const id = await invite("easy@shop.test");
    await expect(joinStaff(shop.ctx(), id, "password1234")).rejects.toMatchObject({
      details: { field: "password" },
    });
  });

  test("reads well", async () => {
    const { subject, text } = await renderEmail("staff-invitation", samples["staff-invitation"]);
    expect(subject).toBe("Avery Lindqvist invites you to Holdfast Goods");
    expect(text).toContain("Your role is warehouse: it picks, packs, ships, counts and receives.");
  });
});
