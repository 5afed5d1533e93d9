import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeSettings } from "@/server/domain/settings/change-settings";
import { inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/id";
import { placeOrder, type TestApp, testApp } from "@/server/testing";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

const id = newId<"user">();
const avery = () => shop.ctx({ kind: "staff", id, name: "Avery", role: "admin" });
type Row = {
  act: string;
  kind: string;
  name: string;
  key: string;
  before: object | null;
  after: object | null;
};
const written = () =>
  shop.rows<Row>(
    `select act::text, kind, table_name as name, row_key as key, before, after from staff_change where user_id = $1 order by id`,
    [id],
  );

/** Tables that are a log or a ledger themselves, serve the machine alone, or belong to a visitor. */
const leftOut = [
  "carrier_quote",
  "cart",
  "cart_line",
  "catalogue_import_row",
  "crm_record",
  "event",
  "notification",
  "payment_decline",
  "pick_scan",
  "policy_run",
  "rate_limit",
  "staff_change",
  "stock_movement",
  "stock_request",
  "tracking_scan",
  "webhook_inbox",
];

describe("what staff change", () => {
  test("is watched in every table, or the table is left out for a reason", async () => {
    const tables = await shop.rows<{ name: string; watched: boolean }>(`
      select c.relname as name, exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'staff_change') as watched
        from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`);
    expect(tables.filter(({ watched }) => !watched).map(({ name }) => name)).toEqual(leftOut);
  });

  test("is written down with what it was before, row by row, under one act", async () => {
    const ctx = avery();
    await changeSettings(ctx, { paymentTimeoutMinutes: 45, shopName: "Other Goods" });
    await changeSettings(avery(), { paymentTimeoutMinutes: 50 });
    const rows = await written();
    expect(rows.map(({ kind, name, key, before, after }) => ({ kind, name, key, before, after }))).toEqual([
      {
        kind: "insert",
        name: "setting",
        key: "paymentTimeoutMinutes",
        before: null,
        after: { key: "paymentTimeoutMinutes", value: 45, changed_at: expect.any(String) },
      },
      {
        kind: "insert",
        name: "setting",
        key: "shopName",
        before: null,
        after: { key: "shopName", value: "Other Goods", changed_at: expect.any(String) },
      },
      {
        kind: "update",
        name: "setting",
        key: "paymentTimeoutMinutes",
        before: { value: 45 },
        after: { value: 50 },
      },
    ]);
    const [first, second, third] = rows.map(({ act }) => act);
    expect(first).toBe(second);
    expect(third).not.toBe(first);
    const [at] = await shop.rows<{ at: Date; who: string }>(
      "select at, user_name || ', ' || role as who from staff_change order by id limit 1",
    );
    expect(at).toEqual({ at: ctx.now, who: "Avery, admin" });
  });

  test("is not written when nothing changed, nor when it is taken back", async () => {
    const before = (await written()).length;
    await shop.rows("begin; update setting set value = value; commit");
    await inTransaction(avery(), (tx) =>
      tx.db.execute("update setting set value = value, changed_at = now()"),
    );
    await expect(
      inTransaction(avery(), async (tx) => {
        await tx.db.execute("delete from setting");
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await written()).toHaveLength(before);
  });

  test("is nobody's when a shopper or a policy acts, over the same connection too", async () => {
    const before = (await written()).length;
    await Promise.all(Array.from({ length: 12 }, () => changeSettings(avery(), { shopName: "Other Goods" })));
    await placeOrder(shop.ctx());
    await changeSettings(shop.ctx({ kind: "policy", name: "some-policy" }), { shopName: "Third Goods" });
    expect(await written()).toHaveLength(before);
    const [all] = await shop.rows("select count(*)::int as n from staff_change");
    expect(all).toEqual({ n: before });
  });

  test("tells no secret, and no person who may ask to be forgotten", async () => {
    const [customer, user] = [newId<"customer">(), newId<"user">()];
    await inTransaction(avery(), async (tx) => {
      await tx.db.execute(
        `insert into customer (id, email, name) values ('${customer}', 'sam@shop.test', 'Sam Secret')`,
      );
      await tx.db.execute(
        `insert into app_user (id, email, name, password_hash, totp_secret, recovery_codes, role)
         values ('${user}', 'ada@shop.test', 'Ada', 'hash', 'sealed', '{digest}', 'manager')`,
      );
      await tx.db.execute(
        `update app_user set password_hash = 'new', totp_secret = null, last_sign_in_at = now()`,
      );
      await tx.db.execute(`update app_user set last_sign_in_at = now(), totp_last_step = 5`);
      await tx.db.execute(
        `insert into mail_block (email, topic, reason, at) values ('sam@shop.test', 'news', 'unsubscribed', now())`,
      );
    });
    const rows = (await written()).slice(-4);
    const text = JSON.stringify(rows);
    for (const word of ["sam@", "Secret", "hash'", '"hash"', "sealed", "digest", '"new"'])
      expect(text).not.toContain(word);
    expect(rows[0]?.after).toMatchObject({ id: customer, email: "(personal)", name: "(personal)" });
    expect(rows[1]?.after).toMatchObject({
      name: "Ada",
      password_hash: "(hidden)",
      recovery_codes: "(hidden)",
    });
    expect(rows[2]).toMatchObject({
      kind: "update",
      before: { password_hash: "(hidden)", totp_secret: "(hidden)" },
      after: { password_hash: "(hidden)", totp_secret: null },
    });
  });

  test("can't be rewritten or deleted", async () => {
    for (const statement of [
      "update staff_change set user_name = 'Somebody else'",
      "delete from staff_change",
      "truncate staff_change",
    ])
      await expect(shop.rows(statement)).rejects.toThrow(/only ever added to/);
  });
});
