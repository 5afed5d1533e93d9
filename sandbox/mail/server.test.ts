import nodemailer from "nodemailer";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/db/testing";
import { FaultBoard, faultTables } from "../faults";
import { logTables, RequestLog } from "../request-log";
import { startMailServer } from "./server";
import { listMail, mailTables } from "./store";

let database: TestDatabase;
let faults: FaultBoard;
let requests: RequestLog;
let server: Awaited<ReturnType<typeof startMailServer>>;
let transport: ReturnType<typeof nodemailer.createTransport>;

beforeAll(async () => {
  database = await emptyDatabase();
  await database.pool.query(mailTables + logTables + faultTables);
  faults = new FaultBoard(database.pool);
  requests = new RequestLog(database.pool);
  server = await startMailServer({ db: database.pool, now: () => new Date(), port: 0, faults, requests });
  transport = nodemailer.createTransport({
    host: "127.0.0.1",
    port: server.port,
    auth: { user: "shop", pass: "any" },
  });
});

beforeEach(async () => {
  await faults.calm();
  await database.pool.query("truncate mail");
});

afterAll(async () => {
  transport.close();
  await server.stop();
  await requests.flush();
  await database.drop();
});

const message = {
  from: "Holdfast <orders@holdfast.test>",
  to: "Ada <Ada@example.com>",
  subject: "Grüße – order 1042",
  text: "Follow it at https://shop.test/orders/1042?a=1&b=2.",
  html: '<p>Follow it <a href="https://shop.test/orders/1042?a=1&amp;b=2">here</a></p>',
};
const inbox = (to = "ada@example.com") => listMail(database.pool, { to, limit: 10 });

test("a message can be read back with its text, its HTML and its links", async () => {
  await transport.sendMail(message);
  expect(await inbox()).toMatchObject([
    {
      to: "ada@example.com",
      from: "orders@holdfast.test",
      subject: message.subject,
      html: expect.stringContaining(message.html),
      links: ["https://shop.test/orders/1042?a=1&b=2"],
    },
  ]);
  expect(await inbox("someone@example.com")).toEqual([]);
});

test("files that come with a message are kept with it", async () => {
  await transport.sendMail({
    ...message,
    attachments: [
      {
        filename: "PO-1.pdf",
        contentType: "application/pdf",
        content: Buffer.from([0x25, 0x50, 0x44, 0x46, 0]),
      },
      { filename: "PO-1.csv", contentType: "text/csv", content: "a,b\r\n" },
    ],
  });
  const [mail] = await inbox();
  expect(mail?.attachments.map(({ fileName, contentType }) => [fileName, contentType])).toEqual([
    ["PO-1.pdf", "application/pdf"],
    ["PO-1.csv", "text/csv"],
  ]);
  expect(Buffer.from(mail?.attachments[0]?.content ?? "", "base64")).toEqual(
    Buffer.from([0x25, 0x50, 0x44, 0x46, 0]),
  );
});

test("a message that comes again is accepted, kept once and counted", async () => {
  for (let i = 0; i < 3; i++)
    await transport.sendMail({ ...message, messageId: "<order-1042@holdfast.test>" });
  expect((await inbox()).map((mail) => mail.repeats)).toEqual([2]);
});

test("two messages without a Message-ID of their own are two messages", async () => {
  await transport.sendMail(message);
  await transport.sendMail(message);
  expect(await inbox()).toHaveLength(2);
});

test("broken on purpose, it asks to try again and keeps nothing", async () => {
  await faults.set("mail", { errorRate: 1 });
  await expect(transport.sendMail(message)).rejects.toMatchObject({ responseCode: 451 });
  expect(await inbox()).toEqual([]);
  expect((await requests.list("mail", 1))[0]).toMatchObject({ status: 451, path: "Ada@example.com" });
});

test("it does not answer 250 for what it could not store", async () => {
  await database.pool.query("alter table mail rename to mail_away");
  await expect(transport.sendMail(message)).rejects.toMatchObject({ responseCode: 451 });
  await database.pool.query("alter table mail_away rename to mail");
  await transport.sendMail(message);
  expect(await inbox()).toHaveLength(1);
});
