import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { readConfig } from "@/sandbox/config";
import { type Sandbox, startSandbox } from "@/sandbox/sandbox";
import { ups } from "@/sandbox/ups";
import { agreed, carrierAt, parcel } from "@/sandbox/ups/testing";

let database: TestDatabase;
let sandbox: Sandbox;

beforeAll(async () => {
  Object.assign(process.env, agreed);
  database = await emptyDatabase();
  const settings = { SANDBOX_DATABASE_URL: database.url, SANDBOX_PORT: "0", SMTP_PORT: "0" };
  sandbox = await startSandbox(readConfig({ ...settings, INNGEST_EVENT_KEY: "key" }), [ups]);
});
afterAll(async () => {
  await sandbox?.stop();
  await database?.drop();
});

const turn = (settings: object) =>
  fetch(`${sandbox.baseUrl}/control/faults/ups`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(settings),
  });
const labels = async () => (await fetch(`${sandbox.baseUrl}/control/ups/labels`)).json();

test("a label that was bought without our hearing of it is found, and can be given back", async () => {
  const ours = carrierAt(`${sandbox.baseUrl}/ups`, { timeoutMs: 1500 });
  const labelId = randomUUID();
  const since = new Date();
  await turn({ answerLossRate: 1, answerLossOn: "/ship" });
  await expect(ours.book({ ...parcel, labelId })).rejects.toMatchObject({ kind: "provider_unavailable" });
  // UPS may still be at it when we give up.
  await vi.waitFor(async () => expect(await labels()).toHaveLength(1), 10_000);
  const [bought] = await labels();
  expect(bought).toMatchObject({
    references: ["HF-100001", labelId.replaceAll("-", "")],
    voided: false,
    state: "pre_transit",
  });
  expect(await ours.findLabel(labelId, since)).toEqual({
    trackingNumber: bought.trackingNumber,
    carrierRef: bought.trackingNumber,
  });
  await ours.voidLabel(bought.trackingNumber);
  expect(await labels()).toMatchObject([{ trackingNumber: bought.trackingNumber, voided: true }]);
  expect(await ours.findLabel(labelId, since)).toBeNull();
});
