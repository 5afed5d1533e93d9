import { randomUUID } from "node:crypto";
import type { AddressInfo, Socket } from "node:net";
import type pg from "pg";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { log } from "@/server/kernel/log";
import { type FaultBoard, happens, holdMs, silence, wait } from "../faults";
import type { RequestLog } from "../request-log";
import { isRefused, storeMail } from "./store";

export type MailServerOptions = {
  db: pg.Pool;
  now(): Date;
  port: number;
  faults: FaultBoard;
  requests: RequestLog;
};

const maxBytes = 25 * 1024 * 1024;

class SmtpError extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * A mail server that takes everything for everyone and sends nothing on. It answers 250 after the message is stored,
 * 451 (try again) when it could not store it or is told to fail.
 */
export async function startMailServer(
  options: MailServerOptions,
): Promise<{ port: number; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    name: "sandbox.holdfast.test",
    banner: "Holdfast sandbox",
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    size: maxBytes,
    closeTimeout: 500,
    onAuth: (_auth, _session, done) => done(null, { user: "anyone" }),
    onRcptTo: (address, _session, done) => {
      isRefused(options.db, address.address).then(
        (refused) => done(refused ? new SmtpError(550, "5.1.1 The address does not exist.") : null),
        () => done(new SmtpError(451, "4.3.0 Try again.")),
      );
    },
    onData: (stream, session, done) => {
      receive(options, stream, session).then(
        () => done(null, "OK: stored"),
        (error: Error) => done(error),
      );
    },
  });
  server.on("error", (error) => log.warn({ error: error.message }, "mail: a connection broke"));
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(options.port, "127.0.0.1", () => resolve());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      });
    },
  };
}

async function receive(
  options: MailServerOptions,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<void> {
  const { db, now, faults, requests } = options;
  const started = performance.now();
  const recipients = session.envelope.rcptTo.map((to) => to.address);
  const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
  const entry = { vendor: "mail", method: "SMTP", path: recipients.join(", "), at: now() };
  const end = (status: number | null, idempotencyKey: string | null) =>
    requests.add({ ...entry, status, idempotencyKey, ms: Math.round(performance.now() - started) });

  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) throw new SmtpError(552, "The message is larger than 25 MB.");

  const settings = faults.of("mail");
  await wait(settings.latencyMs);
  // As with a vendor's HTTP: the message may have been taken although the answer is missing.
  const silent = silence(settings, entry.path);
  if (silent === "without effect") {
    end(null, null);
    await wait(holdMs);
    throw new SmtpError(421, "Sandbox: silent on purpose.");
  }
  if (!silent && happens(settings.errorRate)) {
    end(451, null);
    throw new SmtpError(451, "Sandbox: mail is broken on purpose.");
  }
  try {
    const fallbackId = `<${randomUUID()}@sandbox.holdfast.test>`;
    const { messageId } = await storeMail(db, {
      source: Buffer.concat(chunks),
      from,
      recipients,
      receivedAt: now(),
      fallbackId,
    });
    end(silent ? null : 250, messageId);
  } catch (error) {
    log.warn(
      { error: error instanceof Error ? error.message : String(error) },
      "mail: a message could not be stored",
    );
    end(451, null);
    throw new SmtpError(451, "The message could not be stored; try again.");
  }
  if (silent) await wait(holdMs);
}
