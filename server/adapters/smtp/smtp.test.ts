import { type AddressInfo, createServer } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, test } from "vitest";
import { smtpMailer } from "./smtp";

const closing: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type Received = { raw: Buffer; recipients: string[]; session: string };

/** A mail server that keeps what it gets; `hooks` make it refuse. */
async function mailServer(hooks: SMTPServerOptions = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const recipients = session.envelope.rcptTo.map((to) => to.address);
        received.push({ raw: Buffer.concat(chunks), recipients, session: session.id });
        callback();
      });
    },
    ...hooks,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, received };
}

function mailer(url: string, timeoutMs?: number) {
  const made = smtpMailer({
    url,
    from: "Holdfast <orders@holdfast.test>",
    ...(timeoutMs ? { timeoutMs } : {}),
  });
  closing.push(() => made.close());
  return made;
}

const message = {
  to: "ada@example.com",
  subject: "Order HF-100001: please pay by 14:32",
  html: "<p>Grüße, “Ada”</p>",
  text: "Grüße, “Ada”",
  messageId: "0190-abc@holdfast.test",
};

const refuse = (responseCode: number, words: string) => Object.assign(new Error(words), { responseCode });

describe("a message that the server takes", () => {
  test("arrives with both parts, our Message-ID and the mark that a machine wrote it", async () => {
    const server = await mailServer();
    await mailer(server.url).send(message);
    const [got] = server.received;
    const mail = await PostalMime.parse(got?.raw ?? "");
    expect(got?.recipients).toEqual(["ada@example.com"]);
    expect(mail.from).toEqual({ name: "Holdfast", address: "orders@holdfast.test" });
    expect(mail.subject).toBe(message.subject);
    expect(mail.messageId).toBe("<0190-abc@holdfast.test>");
    expect(mail.html?.trim()).toBe(message.html);
    expect(mail.text?.trim()).toBe(message.text);
    expect(mail.headers.find((header) => header.key === "auto-submitted")?.value).toBe("auto-generated");
  });

  test("keeps its Message-ID when it is sent again", async () => {
    const server = await mailServer();
    const { send } = mailer(server.url);
    await send(message);
    await send(message);
    const ids = await Promise.all(
      server.received.map(async ({ raw }) => (await PostalMime.parse(raw)).messageId),
    );
    expect(ids).toEqual(["<0190-abc@holdfast.test>", "<0190-abc@holdfast.test>"]);
  });

  test("shares its connection with the next one", async () => {
    const server = await mailServer();
    const { send } = mailer(server.url);
    await send(message);
    await send({ ...message, messageId: "0190-abd@holdfast.test" });
    expect(new Set(server.received.map(({ session }) => session)).size).toBe(1);
  });

  test("goes to one recipient even when the address holds a comma", async () => {
    const server = await mailServer();
    await mailer(server.url)
      .send({ ...message, to: "ada@example.com, eve@example.com" })
      .catch(() => undefined);
    expect(server.received.flatMap(({ recipients }) => recipients)).not.toContain("eve@example.com");
  });
});

describe("a refusal that may pass", () => {
  test("4xx for the recipient asks for another try", async () => {
    const server = await mailServer({
      onRcptTo: (_address, _session, callback) => callback(refuse(450, "4.2.1 Mailbox busy")),
    });
    await expect(mailer(server.url).send(message)).rejects.toMatchObject({ kind: "provider_unavailable" });
  });

  test("4xx after the message asks for another try", async () => {
    const server = await mailServer({
      onData(stream, _session, callback) {
        stream.resume().on("end", () => callback(refuse(452, "4.3.1 Out of space")));
      },
    });
    await expect(mailer(server.url).send(message)).rejects.toMatchObject({ kind: "provider_unavailable" });
  });

  test("5xx for our own sender address is not the reader's fault", async () => {
    const server = await mailServer({
      onMailFrom: (_address, _session, callback) => callback(refuse(550, "5.7.1 Sender not allowed")),
    });
    await expect(mailer(server.url).send(message)).rejects.toMatchObject({ kind: "provider_unavailable" });
  });

  test("a wrong password is not the reader's fault", async () => {
    const server = await mailServer({
      disabledCommands: ["STARTTLS"],
      onAuth: (_auth, _session, callback) => callback(refuse(535, "5.7.8 Wrong password")),
    });
    const url = server.url.replace("smtp://", "smtp://shop:wrong@");
    await expect(mailer(url).send(message)).rejects.toMatchObject({ kind: "provider_unavailable" });
  });

  test("a server that isn't there", async () => {
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    await expect(mailer(`smtp://127.0.0.1:${port}`).send(message)).rejects.toMatchObject({
      kind: "provider_unavailable",
      message: "The mail server can't be reached just now. Nothing was lost; please try again in a minute.",
      cause: { code: "ESOCKET" },
    });
  });

  test("a server that never greets runs into the time-out", async () => {
    const silent = createServer((socket) => closing.push(() => void socket.destroy()));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    closing.unshift(() => new Promise<void>((resolve) => silent.close(() => resolve())));
    const { port } = silent.address() as AddressInfo;
    await expect(mailer(`smtp://127.0.0.1:${port}`, 150).send(message)).rejects.toMatchObject({
      kind: "provider_unavailable",
      cause: { code: "ETIMEDOUT" },
    });
  });

  test("a server that falls silent over the message runs into the time-out", async () => {
    const server = await mailServer({ onData: (stream) => void stream.resume() });
    await expect(mailer(server.url, 150).send(message)).rejects.toMatchObject({
      kind: "provider_unavailable",
      cause: { code: "ETIMEDOUT" },
    });
  });

  test("a connection cut half-way is reported and the next message gets a new one", async () => {
    let cuts = 0;
    const server = await mailServer({
      onRcptTo(_address, _session, callback) {
        cuts += 1;
        callback(cuts === 1 ? refuse(421, "4.3.2 Shutting down") : null);
      },
    });
    const { send } = mailer(server.url);
    await expect(send(message)).rejects.toMatchObject({ kind: "provider_unavailable" });
    await send(message);
    expect(server.received).toHaveLength(1);
  });
});

describe("a refusal for good", () => {
  test("names the address and repeats the server's words", async () => {
    const server = await mailServer({
      onRcptTo: (_address, _session, callback) => callback(refuse(550, "5.1.1 No such user here")),
    });
    await expect(mailer(server.url).send(message)).rejects.toMatchObject({
      kind: "undeliverable",
      message:
        "Mail to ada@example.com can't be delivered. The mail server says: 550 5.1.1 No such user here",
      details: { address: "ada@example.com", answer: "550 5.1.1 No such user here" },
    });
  });

  test("covers a message that is refused once it has been read", async () => {
    const server = await mailServer({
      onData(stream, _session, callback) {
        stream.resume().on("end", () => callback(refuse(554, "5.6.0 Message refused")));
      },
    });
    await expect(mailer(server.url).send(message)).rejects.toMatchObject({ kind: "undeliverable" });
  });

  test("covers an address that is none", async () => {
    const server = await mailServer();
    await expect(mailer(server.url).send({ ...message, to: "a<b>@example.com" })).rejects.toMatchObject({
      kind: "undeliverable",
    });
    expect(server.received).toHaveLength(0);
  });
});
