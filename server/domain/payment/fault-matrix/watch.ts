import type pg from "pg";
import { providerUnavailable } from "@/server/kernel/errors";
import type { Mailer, Message } from "@/server/ports/mailer";
import type { PaymentGateway } from "@/server/ports/payment-gateway";
import { currentStrand } from "./strand";

const changes = /^\s*(insert|update|delete|with)\b/i;
const textOf = (query: unknown): string =>
  typeof query === "string" ? query : ((query as { text?: string } | undefined)?.text ?? "");

/**
 * Has every strand pass its transactions and its single changes. A strand waits for its turn before it takes a
 * connection, so that those that stand still hold nothing.
 */
export function watchDatabase(pool: pg.Pool): void {
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;

  const connectWatched = async (): Promise<pg.PoolClient> => {
    const strand = currentStrand();
    if (!strand) return connect();
    await strand.pass("transaction", "a transaction");
    const client = await connect();
    strand.backend = (client as unknown as { processID: number }).processID;
    let written = false;
    return new Proxy(client, {
      get(target, name) {
        if (name === "release")
          return (...args: [boolean?]) => {
            strand.backend = undefined;
            target.release(...args);
          };
        const member = Reflect.get(target, name, target) as unknown;
        if (name !== "query") return typeof member === "function" ? member.bind(target) : member;
        return async (...args: unknown[]) => {
          if (!written && changes.test(textOf(args[0]))) {
            written = true;
            await strand.pass("write", "a change");
          }
          return (target.query as (...all: unknown[]) => Promise<unknown>).apply(target, args);
        };
      },
    });
  };

  Object.assign(pool, {
    // The pool's own `query` connects by callback; it is watched by itself.
    connect: (...args: [] | [(error: Error) => void]) =>
      args.length > 0 ? (connect as (...all: unknown[]) => unknown)(...args) : connectWatched(),
    query: async (...args: unknown[]) => {
      if (changes.test(textOf(args[0]))) await currentStrand()?.pass("statement", "a statement");
      return query(...args);
    },
  });
}

/** Has every strand pass its calls to a provider, and lets them go wrong as the schedule says. */
export function watchGateway(
  gateway: PaymentGateway,
  opened: (orderId: string, ref: string) => void,
): PaymentGateway {
  const watched = async <T>(what: string, call: () => Promise<T>): Promise<T> => {
    const strand = currentStrand();
    if (!strand) return call();
    await strand.pass("call", what);
    const trouble = strand.troubleOfCall();
    const unheard = () => providerUnavailable(gateway.provider, new Error(`${what} by the schedule`));
    if (trouble === "error") throw unheard();
    const answer = await call();
    if (trouble === "lost") throw unheard();
    return answer;
  };
  return {
    provider: gateway.provider,
    open: (input) =>
      watched("open", async () => {
        const page = await gateway.open(input);
        opened(input.orderId, page.ref);
        return page;
      }),
    look: (ref) => watched("look", () => gateway.look(ref)),
    capture: (ref, input) => watched("capture", () => gateway.capture(ref, input)),
    close: (ref, input) => watched("close", () => gateway.close(ref, input)),
    refund: (ref, input) => watched("refund", () => gateway.refund(ref, input)),
    lookRefund: (ref) => watched("lookRefund", () => gateway.lookRefund(ref)),
    lookDispute: (ref) => watched("lookDispute", () => gateway.lookDispute(ref)),
    movements: (from, to) => gateway.movements(from, to),
    verifyWebhook: (body, headers) => gateway.verifyWebhook(body, headers),
  };
}

/** Keeps what would be mailed. */
export function watchMailer(sent: Message[]): Mailer {
  return {
    name: "smtp",
    async send(message) {
      await currentStrand()?.pass("mail", "a mail");
      sent.push(message);
      return { ref: null };
    },
  };
}
