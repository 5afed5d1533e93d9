import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { buttonStyle } from "./button";
import { Input, type InputProps } from "./input";

type Props = Omit<InputProps, "type"> & {
  label: string;
  /** Shown at the end of the field, such as `<Kbd>/</Kbd>`. */
  shortcut?: ReactNode;
};

/** The field alone; put it in a form of your own. */
export function SearchInput({ label, shortcut, size = "md", className, name = "q", ...rest }: Props) {
  return (
    <span className={`relative block ${className ?? ""}`}>
      <Search
        aria-hidden
        className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4 text-muted"
      />
      <Input
        type="search"
        aria-label={label}
        enterKeyHint="search"
        autoComplete="off"
        {...rest}
        name={name}
        size={size}
        className="ps-9 [&::-webkit-search-cancel-button]:appearance-none"
      />
      {shortcut && (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 end-2.5 flex items-center max-sm:hidden"
        >
          {shortcut}
        </span>
      )}
    </span>
  );
}

/** A whole search: a GET form, so the question is in the address and it works without JavaScript. */
export function SearchForm({
  action,
  keep = {},
  children,
  ...rest
}: Props & {
  action: string;
  /** Other parts of the address to carry along, such as filters. */
  keep?: Record<string, string> | undefined;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> around a form is not yet known to every screen reader
    <form action={action} method="get" role="search" className="flex gap-2">
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SearchInput {...rest} className="flex-1" />
      <button type="submit" className={buttonStyle({ look: "secondary", size: rest.size ?? "md" })}>
        {children ?? "Search"}
      </button>
    </form>
  );
}
