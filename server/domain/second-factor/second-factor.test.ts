import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Id, newId } from "@/server/kernel/id";
import { type TestApp, testApp } from "@/server/testing";
import { removeSecondFactor, renewRecoveryCodes } from "./change-second-factor";
import { factorAddress, newRecoveryCodes, newSecret, recoveryCodeIn, stepOf } from "./codes";
import { giveSecondFactor } from "./give-second-factor";
import { recoveryDigest, seal, unseal } from "./sealed";
import { beginSecondFactor, confirmSecondFactor } from "./set-up-second-factor";

const authSecret = "a secret of the tests with enough characters";
const codeAt = (secret: string, at: Date) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
const at = new Date("2026-03-02T08:00:10Z");
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);

describe("a code", () => {
  const secret = newSecret();
  test("is good for half a minute before and after, and once", () => {
    const step = stepOf(secret, codeAt(secret, at), at, null);
    expect(step).toBe(Math.floor(at.getTime() / 30_000));
    expect(stepOf(secret, codeAt(secret, at), later(30), null)).toBe(step);
    expect(stepOf(secret, codeAt(secret, at), later(-30), null)).toBe(step);
    expect(stepOf(secret, codeAt(secret, at), later(65), null)).toBeNull();
    expect(stepOf(secret, codeAt(secret, at), at, step)).toBeNull();
    expect(stepOf(secret, codeAt(secret, later(-30)), at, step)).toBeNull();
  });
  test("may be typed with blanks, and is nothing but six digits", () => {
    const code = codeAt(secret, at);
    expect(stepOf(secret, ` ${code.slice(0, 3)} ${code.slice(3)}`, at, null)).not.toBeNull();
    for (const typed of ["", "12345", "1234567", "abcdef", "１２３４５６"])
      expect(stepOf(secret, typed, at, null)).toBeNull();
  });
  test("comes from an address that apps read", () => {
    expect(factorAddress(secret, "ada@shop.test", "Holdfast Goods")).toMatch(
      /^otpauth:\/\/totp\/Holdfast%20Goods:ada%40shop\.test\?issuer=Holdfast%20Goods&secret=[A-Z2-7]{32}&algorithm=SHA1&digits=6&period=30$/,
    );
  });
  test("for a lost phone is one of ten, however it is typed", () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    const [code = ""] = codes;
    expect(code).toMatch(/^[2-9a-z]{5}-[2-9a-z]{5}$/);
    expect(recoveryCodeIn(` ${code.toUpperCase().replace("-", " ")} `)).toBe(code);
    expect(recoveryCodeIn("123456")).toBeNull();
  });
});

describe("a sealed secret", () => {
  test("opens for its person with our key alone, and not when it was changed", () => {
    const sealed = seal("JBSWY3DPEHPK3PXP", "ada", authSecret);
    expect(sealed).not.toContain("JBSWY");
    expect(unseal(sealed, "ada", authSecret)).toBe("JBSWY3DPEHPK3PXP");
    expect(() => unseal(sealed, "eve", authSecret)).toThrow();
    expect(() => unseal(sealed, "ada", `${authSecret}!`)).toThrow();
    const [version, nonce, , text] = sealed.split(".");
    expect(() =>
      unseal([version, nonce, "AAAAAAAAAAAAAAAAAAAAAA", text].join("."), "ada", authSecret),
    ).toThrow();
    expect(recoveryDigest("abcde-fghjk", "ada", authSecret)).not.toBe(
      recoveryDigest("abcde-fghjk", "eve", authSecret),
    );
  });
});

describe("somebody's second factor", () => {
  let shop: TestApp;
  beforeAll(async () => {
    shop = await testApp();
  });
  afterAll(() => shop.drop());

  let userId: Id<"user">;
  const owner = () => ({ userId, authSecret });
  const ctx = () => shop.ctx({ kind: "staff", id: userId, name: "Ada", role: "manager" });
  const stored = async () =>
    (
      await shop.rows<{ secret: string | null; codes: string[] }>(
        "select totp_secret as secret, recovery_codes as codes from app_user where id = $1",
        [userId],
      )
    )[0];
  const changes = async () =>
    (
      await shop.rows<{ change: string }>(
        "select payload->>'change' as change from event where name = 'AccountSecurityChanged' and payload->>'userId' = $1 order by id",
        [userId],
      )
    ).map(({ change }) => change);
  const setUp = async () => {
    const { secret } = await beginSecondFactor(ctx(), owner());
    const { recoveryCodes } = await confirmSecondFactor(ctx(), owner(), codeAt(secret, at), at);
    return { secret, recoveryCodes };
  };

  beforeEach(async () => {
    userId = newId<"user">();
    await shop.rows(
      "insert into app_user (id, email, name, password_hash, role) values ($1, $2, 'Ada', '-', 'manager')",
      [userId, `${userId}@shop.test`],
    );
  });

  test("shows the same secret until it is confirmed, and keeps neither it nor the recovery codes readable", async () => {
    const [first, again] = [await beginSecondFactor(ctx(), owner()), await beginSecondFactor(ctx(), owner())];
    expect(again).toEqual(first);
    const { secret, recoveryCodes } = await setUp();
    const row = await stored();
    expect(row?.secret).not.toContain(secret);
    expect(row?.codes).toHaveLength(10);
    for (const code of recoveryCodes) expect(JSON.stringify(row)).not.toContain(code);
    expect(await changes()).toEqual(["second_factor_on"]);
    await expect(beginSecondFactor(ctx(), owner())).rejects.toMatchObject({ kind: "invalid_transition" });
  });

  test("is not on before a right code", async () => {
    await beginSecondFactor(ctx(), owner());
    await expect(confirmSecondFactor(ctx(), owner(), "000000", at)).rejects.toMatchObject({
      kind: "invalid_input",
    });
    await expect(giveSecondFactor(ctx(), owner(), "000000", at)).rejects.toMatchObject({
      kind: "invalid_input",
    });
    expect(await changes()).toEqual([]);
  });

  test("takes each code once, in two windows at the same moment too", async () => {
    const { secret } = await setUp();
    await expect(giveSecondFactor(ctx(), owner(), codeAt(secret, at), at)).rejects.toMatchObject({
      message: "This code is not right. Use the newest one that your app shows.",
    });
    const next = codeAt(secret, later(30));
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => giveSecondFactor(ctx(), owner(), next, later(30))),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("takes a recovery code once, and tells the owner", async () => {
    const { recoveryCodes } = await setUp();
    const [code = ""] = recoveryCodes;
    expect(await giveSecondFactor(ctx(), owner(), code, later(30))).toMatchObject({ recoveryCodesLeft: 9 });
    await expect(giveSecondFactor(ctx(), owner(), code, later(60))).rejects.toMatchObject({
      kind: "invalid_input",
    });
    expect(await changes()).toEqual(["second_factor_on", "recovery_code_used"]);
  });

  test("pauses after five wrong codes, the right one too, and for many tries at once", async () => {
    const { secret } = await setUp();
    const tries = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) => giveSecondFactor(ctx(), owner(), String(100_000 + n), at)),
    );
    const kinds = tries.map((one) => (one.status === "rejected" ? one.reason.kind : "in"));
    expect(kinds.filter((kind) => kind === "invalid_input")).toHaveLength(5);
    expect(kinds.filter((kind) => kind === "rate_limited")).toHaveLength(7);
    await expect(
      giveSecondFactor(ctx(), owner(), codeAt(secret, later(30)), later(30)),
    ).rejects.toMatchObject({ message: "Too many wrong codes. Wait 15 minutes, then try again." });
  });

  test("is renewed and turned off with a code", async () => {
    const { secret, recoveryCodes } = await setUp();
    const renewed = await renewRecoveryCodes(ctx(), owner(), codeAt(secret, later(30)), later(30));
    expect(renewed.recoveryCodes).not.toContain(recoveryCodes[0]);
    await expect(giveSecondFactor(ctx(), owner(), recoveryCodes[0] ?? "", later(60))).rejects.toThrow();
    expect(await removeSecondFactor(ctx(), owner(), codeAt(secret, later(90)), later(90))).toEqual({
      mustSetUp: true,
    });
    expect(await stored()).toEqual({ secret: null, codes: [] });
    expect(await changes()).toEqual(["second_factor_on", "second_factor_off"]);
  });
});
