import { askAboutPayment } from "@/server/domain/payment/ask-about-payment";
import { claimAsk, paymentsToAsk } from "@/server/domain/payment/asking.store";
import { paymentProviders } from "@/server/domain/payment/payment";
import { each } from "./each";
import { sweep } from "./policy";

/** Less than until the next sweep. */
const patienceMs = 45_000;

export default sweep({
  id: "sweep-standing-payments",
  rule: "Every minute, ask the provider about payments that stand still, with growing pauses: a webhook may be lost, a capture half done.",
  async then(ctx) {
    // Side by side by provider: one that answers slowly keeps no other's waiting.
    const counts = await Promise.all(
      paymentProviders
        .filter((provider) => ctx.ports.gateways[provider])
        .map(async (provider) => {
          const still = await paymentsToAsk(ctx, provider, 100);
          const ask = async (one: (typeof still)[number]) =>
            (await claimAsk(ctx, one)) && (await askAboutPayment(ctx, one));
          return { moved: await each(still, ask, patienceMs), of: still.length };
        }),
    );
    const moved = counts.reduce((sum, one) => sum + one.moved, 0);
    const still = counts.reduce((sum, one) => sum + one.of, 0);
    return { found: moved, reason: `Settled ${moved} of ${still} payments that stood still.` };
  },
});
