/** Checks the environment before the first request, and sends what a crash may have left in the outbox. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { app } = await import("@/server/composition");
  const { keepHonestAddresses } = await import("@/server/auth/client-address");
  keepHonestAddresses(app().env.TRUSTED_PROXIES);
  app().nudge();
}
