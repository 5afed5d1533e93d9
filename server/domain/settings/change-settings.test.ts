import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/server/kernel/id";
import { type TestApp, testApp } from "@/server/testing";
import { changeSettings } from "./change-settings";
import { parseSetting, settingFields, settingGroups, settingKeys, settingText } from "./fields";
import { referenceData } from "./reference-data";
import { settingsPage } from "./settings.queries";

describe("a setting", () => {
  test("stands on the page once, whichever it is", () => {
    expect(settingGroups.flatMap(({ keys }) => keys).sort()).toEqual([...settingKeys].sort());
  });

  const typed = (key: keyof typeof settingFields, text: string) => {
    const parsed = parseSetting(settingFields[key], text, "USD");
    return parsed.ok ? parsed.value : parsed.message;
  };
  test("is read as it is typed", () => {
    expect(typed("paymentTimeoutMinutes", " 45 ")).toBe(45);
    expect(typed("countApprovalAmount", "$1,250.50")).toBe(125_050);
    expect(typed("pricesIncludeTax", "yes")).toBe(true);
    expect(typed("pricesIncludeTax", "")).toBe(false);
    expect(typed("currency", "eur")).toBe("EUR");
    expect(typed("managerEmails", "a@shop.test\r\nB@shop.test, a@shop.test")).toEqual([
      "a@shop.test",
      "B@shop.test",
    ]);
  });
  test("that can't be is told beside its field", () => {
    expect(typed("paymentTimeoutMinutes", "0")).toBe("Time to pay: enter a whole number from 1 to 1,440.");
    expect(typed("paymentTimeoutMinutes", "30.5")).toMatch(/whole number/);
    expect(typed("countApprovalAmount", "lots")).toMatch(/enter an amount such as 250.00/);
    expect(typed("countApprovalAmount", "-1")).toMatch(/enter an amount/);
    expect(typed("timeZone", "Mars/Olympus")).toMatch(/choose a time zone/);
    expect(typed("timeZone", "")).toMatch(/choose a time zone/);
    expect(typed("currency", "ZZZ")).toMatch(/three letters/);
    expect(typed("managerEmails", "nobody")).toMatch(/“nobody” is no e-mail address/);
    expect(typed("managerEmails", " ")).toMatch(/1 to 20 addresses/);
    expect(typed("shopName", "")).toMatch(/up to 80 characters/);
  });
});

describe("changing settings", () => {
  let shop: TestApp;
  beforeAll(async () => {
    shop = await testApp();
  });
  afterAll(() => shop.drop());
  const avery = () => shop.ctx({ kind: "staff", id: newId<"user">(), name: "Avery", role: "admin" });

  test("every value comes back as it was shown", async () => {
    const { values } = await settingsPage(avery());
    for (const key of settingKeys) {
      const { kind } = settingFields[key];
      const parsed = parseSetting(settingFields[key], settingText(kind, values[key], "USD"), "USD");
      expect(parsed).toEqual({ ok: true, value: values[key] });
    }
  });

  test("holds at once, and says who changed what", async () => {
    await referenceData(shop.app.db);
    const wanted = { paymentTimeoutMinutes: 45, countApprovalUnits: 5, managerEmails: ["m@shop.test"] };
    expect(await changeSettings(avery(), wanted)).toEqual({ changed: 2 });
    expect((await referenceData(shop.app.db)).settings.paymentTimeoutMinutes).toBe(45);
    const { changes } = await settingsPage(avery());
    expect(changes.map(({ setting, from, to, by }) => ({ setting, from, to, by }))).toEqual([
      { setting: "paymentTimeoutMinutes", from: 30, to: 45, by: "staff:Avery" },
      { setting: "managerEmails", from: ["manager@holdfast.test"], to: ["m@shop.test"], by: "staff:Avery" },
    ]);
    expect(await changeSettings(avery(), wanted)).toEqual({ changed: 0 });
  });

  test("refuses another currency while goods are priced in the old one, with all that came along", async () => {
    await expect(changeSettings(avery(), { currency: "EUR", shopName: "Other" })).rejects.toMatchObject({
      message: "Currency: goods are priced in USD. Price them in EUR first.",
      details: { field: "currency" },
    });
    expect((await settingsPage(avery())).values).toMatchObject({
      currency: "USD",
      shopName: "Holdfast Goods",
    });
  });
});
