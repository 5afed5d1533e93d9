export type Form = { [key: string]: FormValue };
export type FormValue = string | Form | FormValue[];

/**
 * Reads Stripe's request encoding: `line_items[0][price_data][currency]=usd`, `expand[]=payment_intent`.
 * Objects whose keys are all numbers become arrays, in the order of the numbers.
 */
export function parseForm(encoded: string): Form {
  const root: Form = Object.create(null);
  for (const [name, value] of new URLSearchParams(encoded)) put(root, path(name), value);
  return objectOf(root);
}

const path = (name: string): string[] => {
  const open = name.indexOf("[");
  if (open === -1) return [name];
  return [
    name.slice(0, open),
    ...[...name.slice(open).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? ""),
  ];
};

function put(target: Form, [key = "", ...rest]: string[], value: string): void {
  const name = key === "" ? String(Object.keys(target).length) : key;
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner = target[name];
  const next: Form = isForm(inner) ? inner : Object.create(null);
  target[name] = next;
  put(next, rest, value);
}

const objectOf = (form: Form): Form =>
  Object.fromEntries(Object.entries(form).map(([key, value]) => [key, tidy(value)]));

function tidy(value: FormValue): FormValue {
  if (!isForm(value)) return value;
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key)))
    return keys.sort((a, b) => Number(a) - Number(b)).map((key) => tidy(value[key] ?? ""));
  return objectOf(value);
}

const isForm = (value: FormValue | undefined): value is Form =>
  typeof value === "object" && !Array.isArray(value);
