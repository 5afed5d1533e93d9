import { createHash } from "node:crypto";
import { join, resolve } from "node:path";

/** The checkout. */
export const root = resolve(import.meta.dirname, "../..");

/** Everything a running Holdfast keeps on this machine; nothing in it is part of the product. */
export type Home = ReturnType<typeof homeAt>;

export function homeAt(folder: string) {
  const isDefault = folder === join(root, ".holdfast");
  return {
    folder,
    secrets: join(folder, "secrets.json"),
    ports: join(folder, "ports.json"),
    processes: join(folder, "processes.json"),
    stopping: join(folder, "stopping"),
    running: join(folder, "running.json"),
    buildHash: join(folder, "build-hash"),
    logs: join(folder, "logs"),
    media: join(folder, "media"),
    /** Next's output folder, relative to the checkout: two homes can serve two builds side by side. */
    build: isDefault
      ? ".next"
      : join(".holdfast", "builds", createHash("sha256").update(folder).digest("hex").slice(0, 8)),
  };
}

/** HOLDFAST_HOME, or `.holdfast` in the checkout. */
export const defaultHome = (): Home => homeAt(resolve(root, process.env.HOLDFAST_HOME || ".holdfast"));
