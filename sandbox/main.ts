import { log } from "@/server/kernel/log";
import { readConfig } from "./config";
import { startSandbox } from "./sandbox";
import { vendors } from "./vendors";

try {
  const sandbox = await startSandbox(readConfig(process.env), vendors);
  log.info(
    { url: sandbox.baseUrl, smtpPort: sandbox.smtpPort, vendors: vendors.map((vendor) => vendor.name) },
    "sandbox: ready",
  );

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    // Whatever hangs, a stop ends; what was not finished is on the queues.
    setTimeout(() => process.exit(0), 4500).unref();
    sandbox.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
