import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { orderPurchase } from "@/server/domain/purchasing/order-purchase";
import { findPurchaseOrder } from "@/server/domain/purchasing/purchase-order.store";
import { resendPurchase } from "@/server/domain/purchasing/resend-purchase";
import { drafted } from "@/server/domain/purchasing/testing";
import { eventually, type TestApp, testApp } from "@/server/testing";

vi.setConfig({ testTimeout: 60_000 });

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({
    policies: true,
    supplier: { items: { "TEST-A": { cost: 400, pack: 6 }, "TEST-B": { cost: 900 } } },
  });
});
afterAll(() => shop.drop());

type Mail = { subject: string; text: string; attachments: { fileName: string; content: string }[] };
const inbox = async (number: string) =>
  (await shop.control<Mail[]>("GET", "/control/mail?to=orders@testco.test")).filter((mail) =>
    mail.subject.includes(number),
  );
const idOf = (number: string) => findPurchaseOrder(shop.ctx(), number);

test("an order goes to its supplier once, with its PDF and CSV, and once more when somebody asks", async () => {
  const number = await drafted(shop, [
    { sku: "TEST-A", quantity: 10 },
    { sku: "TEST-B", quantity: 3 },
  ]);
  await expect(resendPurchase(shop.ctx(), { purchaseOrder: number })).rejects.toMatchObject({
    message: `${number} is still a draft; there is nothing to send.`,
  });
  const id = await idOf(number);
  await Promise.all([orderPurchase(shop.ctx(), id), orderPurchase(shop.ctx(), id)]);
  const [mail] = await eventually(async () => {
    const mails = await inbox(number);
    expect(mails).toHaveLength(1);
    return mails;
  });
  expect(mail?.subject).toBe(`Purchase order ${number} from Holdfast Goods`);
  const [pdf, csv] = mail?.attachments ?? [];
  expect([pdf?.fileName, csv?.fileName]).toEqual([`${number}.pdf`, `${number}.csv`]);
  expect(
    Buffer.from(pdf?.content ?? "", "base64")
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
  expect(
    Buffer.from(csv?.content ?? "", "base64")
      .toString()
      .trim()
      .split("\r\n")
      .slice(1),
  ).toEqual([
    `${number},1,T-TEST-A,TEST-A,Test article A,,12,6,2,4.00,48.00,USD`,
    `${number},2,T-TEST-B,TEST-B,Test article B,,3,1,3,9.00,27.00,USD`,
  ]);

  // Ordering again changes nothing, so nothing is sent; two presses of the button are one wish.
  await orderPurchase(shop.ctx(), id);
  await Promise.all(Array.from({ length: 5 }, () => resendPurchase(shop.ctx(), { purchaseOrder: number })));
  await eventually(async () => {
    expect((await inbox(number)).map((sent) => sent.subject)).toEqual([
      `Purchase order ${number} from Holdfast Goods`,
      `Purchase order ${number} from Holdfast Goods (sent again)`,
    ]);
  });
});

test("a supplier without e-mail is told to the manager, and nothing is sent", async () => {
  await shop.rows("update supplier set email = null");
  const number = await drafted(shop, [{ sku: "TEST-B", quantity: 1 }]);
  await orderPurchase(shop.ctx(), await idOf(number));
  await eventually(async () => {
    const [run] = await shop.rows(
      `select outcome, reason from policy_run where policy = 'send-purchase-order-when-ordered'
        and inputs ->> 'purchaseOrderNumber' = $1`,
      [number],
    );
    expect(run).toEqual({
      outcome: "nothing_to_do",
      reason: `Test Company has no e-mail address: print ${number} and send it by hand.`,
    });
  });
  expect(await inbox(number)).toEqual([]);
});
