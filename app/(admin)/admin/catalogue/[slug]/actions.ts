"use server";

import { revalidatePath } from "next/cache";
import type { PicturesState } from "@/components/admin/catalogue/pictures-panel";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { changePicture } from "@/server/domain/catalogue/change-picture";
import { fetchPicture } from "@/server/domain/catalogue/fetch-picture";
import { changePictureSchema } from "@/server/domain/catalogue/picture.schema";
import { refreshShop } from "../refresh-shop";

const said = {
  describe: "Saved.",
  first: "It is the cover now.",
  earlier: "Moved.",
  later: "Moved.",
  remove: "The picture is removed.",
  fetch: "Fetched: the shop keeps its own copy now.",
} as const;

/** One button of one picture. */
export async function changePictureAction(_: PicturesState, form: FormData): Promise<PicturesState> {
  await staffGate("manager", "/admin/catalogue");
  const ctx = await visitorContext();
  const picture = String(form.get("picture") ?? "");
  const parsed = changePictureSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success)
    return { picture, refused: parsed.error.issues[0]?.message ?? "That didn't reach us whole. Try again." };
  const input = parsed.data;
  const outcome = await runAction(`picture.${input.intent}`, () =>
    input.intent === "fetch" ? fetchPicture(ctx, input) : changePicture(ctx, input),
  );
  if (!outcome.ok) return { picture, refused: outcome.refusal.message };
  const { slug } = outcome.value;
  refreshShop(slug);
  revalidatePath(`/admin/catalogue/${slug}`);
  return { picture, done: said[input.intent] };
}
