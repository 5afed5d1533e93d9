import { TextField } from "@/components/ui/input";

type Props = { id?: string; label: string; error: string | null; hint?: string; digits?: boolean };

/** Six digits from a phone, which browsers and password managers know how to fill in; or a recovery code. */
export function CodeField({ id = "code", label, error, hint, digits = false }: Props) {
  return (
    <TextField
      id={id}
      label={label}
      name="code"
      autoComplete="one-time-code"
      inputMode={digits ? "numeric" : "text"}
      autoCapitalize="off"
      spellCheck={false}
      maxLength={20}
      className="[&_input]:font-mono [&_input]:tracking-widest"
      {...(hint ? { hint } : {})}
      {...(error ? { error } : {})}
    />
  );
}
