import { cookies } from "next/headers";
import { app } from "@/server/composition";
import {
  destinationCookie,
  type EstimateDestination,
  readDestination,
  writeDestination,
} from "@/server/domain/carriage/carriage.schema";

/** Where this visitor wants it sent, as they said last; the shop's own country when they never said. */
export async function rememberedDestination(): Promise<EstimateDestination> {
  return readDestination((await cookies()).get(destinationCookie)?.value);
}

export async function rememberDestination(destination: EstimateDestination): Promise<void> {
  (await cookies()).set(destinationCookie, writeDestination(destination), {
    sameSite: "lax",
    path: "/",
    maxAge: 60 * 60 * 24 * 180,
    secure: app().env.APP_URL.startsWith("https:"),
  });
}
