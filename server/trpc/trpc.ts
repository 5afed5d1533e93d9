import { initTRPC, TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { type Spending, spend } from "@/server/auth/rate-limits";
import { hasRole, isStaff, type StaffRole } from "@/server/auth/roles";
import { actorOf, type SignedIn } from "@/server/auth/sessions";
import { contextFor } from "@/server/composition";
import { DomainError, errorKinds } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";

/** What the route handler knows of a request. The user is looked up only by procedures that care. */
export type RequestContext = {
  user: () => Promise<SignedIn | null>;
  /** The network address that is counted; absent where no network is between, and nothing is limited. */
  address?: string;
};

/** What one call of a public procedure counts as; a mutation that says nothing counts as any other call. */
type Meta = { costs?: Spending };

const t = initTRPC
  .context<RequestContext>()
  .meta<Meta>()
  .create({
    sse: {
      // Proxies close what is silent, and a browser that hears nothing connects anew.
      ping: { enabled: true, intervalMs: 10_000 },
      client: { reconnectAfterInactivityMs: 25_000 },
      // Every ten minutes a listener comes again, with whatever session it has by then.
      maxDurationMs: 600_000,
    },
    errorFormatter({ shape, error }) {
      const { cause } = error;
      const { stack: _, ...data } = shape.data as typeof shape.data & { stack?: string };
      if (cause instanceof DomainError)
        return {
          ...shape,
          message: cause.message,
          data: { ...data, kind: cause.kind, details: cause.details },
        };
      if (cause instanceof ZodError) {
        const fields = cause.issues.map((issue) => ({ field: issue.path.join("."), message: issue.message }));
        const message = fields
          .map(({ field, message }) => (field ? `${field}: ${message}` : message))
          .join(" ");
        return { ...shape, message, data: { ...data, kind: "invalid_input", details: { fields } } };
      }
      if (error.code === "INTERNAL_SERVER_ERROR")
        return {
          ...shape,
          message: "Something went wrong on our side. Please try again; nothing is done twice.",
          data: { ...data, kind: "internal", details: {} },
        };
      return { ...shape, data: { ...data, kind: "invalid_input", details: {} } };
    },
  });

/** Refusals of the domain become tRPC errors here, once; faults are logged and told apart. */
const translated = t.middleware(async ({ next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof DomainError)
    throw new TRPCError({ code: errorKinds[cause.kind], message: cause.message, cause });
  if (isUnstorable(cause)) {
    const refused = new DomainError(
      "invalid_input",
      "This has a character or a number that can't be kept. Type it again.",
    );
    throw new TRPCError({ code: errorKinds.invalid_input, message: refused.message, cause: refused });
  }
  if (result.error.code === "INTERNAL_SERVER_ERROR")
    log.error({ path, err: cause ?? result.error }, "request failed");
  return result;
});

/** PostgreSQL's codes for text with a NUL or broken halves of a character, and for numbers out of range. */
const unstorable = ["22021", "22P05", "22003"];

const isUnstorable = (error: unknown): boolean =>
  error instanceof Error &&
  (("code" in error && unstorable.includes(String(error.code))) || isUnstorable(error.cause));

const base = t.procedure.use(translated);

export const router = t.router;
export const createCaller = t.createCallerFactory;

/** Anybody. What a guest may see of an order is decided by the order's key. */
export const publicProcedure = base.use(async ({ ctx, next, type, meta }) => {
  const user = await ctx.user();
  const here = contextFor(actorOf(user));
  const costs = meta?.costs ?? (type === "mutation" ? "calls" : undefined);
  if (costs && ctx.address && !(user && isStaff(user.role))) await spend(here, costs, ctx.address, user?.id);
  return next({ ctx: { ...here, user } });
});

/** Staff of a role or above; everybody else is refused before the input is looked at. */
export const staff = (needed: StaffRole) =>
  base.use(async ({ ctx, next }) => {
    const user = await ctx.user();
    if (!user) throw new DomainError("unauthenticated", "Sign in to the console first.");
    if (!hasRole(user.role, needed))
      throw new DomainError("forbidden", `This needs the role ${needed}; you are ${user.role}.`, { needed });
    /** For what lasts longer than a request: whether this person may still go on. */
    const stillThere = async () => {
      const now = await ctx.user();
      return now?.id === user.id && hasRole(now.role, needed);
    };
    return next({ ctx: { ...contextFor(actorOf(user)), user, stillThere } });
  });
