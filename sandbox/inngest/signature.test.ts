import { afterEach, expect, test, vi } from "vitest";
import { startWorld } from "./testing";

const signingKey = "signkey-test-0123456789abcdef0123456789abcdef";
let world: Awaited<ReturnType<typeof startWorld>>;

afterEach(() => world.stop());

const start = async () => {
  world = await startWorld(
    (client) => [
      client.createFunction(
        { id: "signed", triggers: [{ event: "shop/signed" }] },
        async ({ event, step }) => {
          await step.run("one", () => event.data);
          await step.sleep("nap", "1s");
          return await step.run("two", () => "fine");
        },
      ),
    ],
    true,
    signingKey,
  );
};

test("in cloud mode every call is signed as the SDK demands, whatever the event holds", async () => {
  await start();
  expect((await world.register()).message).toBe("Successfully registered");
  world.newExecutor();
  await world.client.send({
    name: "shop/signed",
    data: { zürich: "ß\u2028", b: [1.5, 1e21, -0, null], a: { z: 1, "": 2 } },
  });
  await vi.waitFor(
    async () =>
      expect((await world.runs("shop-signed"))[0]).toMatchObject({ status: "completed", output: '"fine"' }),
    {
      timeout: 8000,
    },
  );
});

test("a registration or a report by someone without the key changes nothing", async () => {
  await start();
  const answers = await Promise.all(
    ["/fn/register", "/v1/checkpoint/some-run/async"].map((path) =>
      fetch(world.baseUrl + path, {
        method: "POST",
        body: "{}",
        headers: { authorization: "Bearer signkey-test-00" },
      }),
    ),
  );
  expect(answers.map((answer) => answer.status)).toEqual([401, 401]);
  const event = await fetch(`${world.baseUrl}/e/other-key`, {
    method: "POST",
    body: '[{"name":"shop/signed"}]',
  });
  expect(event.status).toBe(401);
  expect((await world.db.query("select 1 from inngest_event")).rowCount).toBe(0);
});

test("an app with another key refuses the calls, and the run waits for the right one", async () => {
  await start();
  await world.register();
  const wrong = world.newExecutor({ signingKey: signingKey.replaceAll("0", "1") });
  await world.client.send({ name: "shop/signed" });
  await vi.waitFor(
    async () => expect((await world.runs("shop-signed"))[0]?.error).toContain("Unauthorized"),
    { timeout: 5000 },
  );
  await wrong.stop();
  world.newExecutor();
  await vi.waitFor(async () => expect((await world.runs("shop-signed"))[0]?.status).toBe("completed"), {
    timeout: 8000,
  });
});
