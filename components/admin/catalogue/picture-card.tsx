import { ArrowLeft, ArrowRight, Trash2 } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Illustration } from "@/components/ui/illustration";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { Status } from "@/components/ui/status";
import { isLink } from "@/server/domain/catalogue/picture";

export type ShownPicture = {
  id: string;
  src: string;
  alt: string;
  sku: string | null;
  width: number | null;
  height: number | null;
  /** Why it is still a link. */
  trouble: string | null;
};

type Props = {
  product: { id: string };
  picture: ShownPicture;
  variants: readonly { sku: string; title: string }[];
  act: (form: FormData) => void;
  place: number;
  last: boolean;
  pending: boolean;
  onRemove: (event: MouseEvent<HTMLButtonElement>) => void;
};

/** One picture with all that can be done to it. */
export function PictureCard({ product, picture, variants, act, place, last, pending, onRemove }: Props) {
  const name = `picture ${place + 1}`;
  const linked = isLink(picture.src);
  const button = (intent: string, label: string, icon: ReactNode, disabled = false) => (
    <Button
      type="submit"
      name="intent"
      value={intent}
      size="sm"
      look="quiet"
      square
      aria-label={label}
      title={label}
      disabled={disabled}
      icon={icon}
    />
  );
  return (
    <form action={act} aria-label={`Picture ${place + 1}`} className="grid content-start gap-3">
      {/* Enter in the description saves it, and does not move the picture. */}
      <button type="submit" name="intent" value="describe" tabIndex={-1} aria-hidden className="hidden" />
      <input type="hidden" name="product" value={product.id} />
      <input type="hidden" name="picture" value={picture.id} />
      <div className="relative">
        <Illustration
          src={picture.src}
          alt={picture.alt || `Picture ${place + 1}`}
          sizes="22rem"
          className="border"
        />
        {place === 0 && (
          <span className="absolute start-2 top-2">
            <Badge accent>Cover</Badge>
          </span>
        )}
      </div>
      <div className="flex min-h-8 items-center justify-between gap-2">
        <span className="text-xs text-muted">
          {linked ? (
            <Status tone="warning">Only a link</Status>
          ) : picture.width && picture.height ? (
            `${picture.width} × ${picture.height}`
          ) : (
            "Drawing"
          )}
        </span>
        <span className="flex">
          {button("earlier", `Move ${name} forward`, <ArrowLeft aria-hidden />, place === 0)}
          {button("later", `Move ${name} back`, <ArrowRight aria-hidden />, last)}
          <Button
            type="submit"
            name="intent"
            value="remove"
            size="sm"
            look="quiet"
            square
            aria-label={`Remove ${name}`}
            title={`Remove ${name}`}
            onClick={onRemove}
            icon={<Trash2 aria-hidden />}
          />
        </span>
      </div>
      {linked && (
        <div className="rounded bg-well px-3 py-2 text-sm">
          <p className="break-all">{picture.src}</p>
          <p className="mt-1 text-muted">
            {picture.trouble ?? "The shop will fetch a copy of its own by itself."}
          </p>
          <Button type="submit" name="intent" value="fetch" size="sm" className="mt-2" pending={pending}>
            Fetch again
          </Button>
        </div>
      )}
      <TextField
        id={`alt-${picture.id}`}
        name="alt"
        label="What it shows"
        optional
        hint="Read out to those who can't see it."
        defaultValue={picture.alt}
        maxLength={300}
        size="md"
        autoComplete="off"
      />
      {variants.length > 1 && (
        <SelectField
          id={`variant-${picture.id}`}
          name="variant"
          label="Shows"
          defaultValue={picture.sku ?? ""}
          size="md"
        >
          <option value="">All variants</option>
          {variants.map(({ sku, title }) => (
            <option key={sku} value={sku}>
              {title || sku}
            </option>
          ))}
        </SelectField>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" name="intent" value="describe" size="sm" aria-label={`Save what ${name} shows`}>
          Save
        </Button>
        {place > 0 && (
          <Button
            type="submit"
            name="intent"
            value="first"
            size="sm"
            look="quiet"
            aria-label={`Make ${name} the cover`}
          >
            Make it the cover
          </Button>
        )}
      </div>
    </form>
  );
}
