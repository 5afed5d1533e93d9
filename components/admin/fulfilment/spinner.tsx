import { LoaderCircle } from "lucide-react";

/** Something is on its way; over what it will fill. */
export function Spinner({ words }: { words: string }) {
  return (
    <p role="status" className="absolute inset-0 flex items-center justify-center gap-2 text-sm">
      <LoaderCircle aria-hidden className="size-5 animate-spin" />
      {words}
    </p>
  );
}
