import { revalidatePath, revalidateTag } from "next/cache";

/** Lets the shop show at once what has changed in many places. Outside the web server no page is kept, and none is refreshed. */
export function refreshPages(): void {
  try {
    revalidateTag("catalogue", { expire: 0 });
    revalidatePath("/", "layout");
  } catch {
    // Tests and scripts run policies too.
  }
}
