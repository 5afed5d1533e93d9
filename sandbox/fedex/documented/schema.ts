/** What every schema of FedEx's documented shapes is built from. */
export type Schema = { [key: string]: unknown };

export const text = { type: "string" };
export const some = { type: "string", minLength: 1 };
export const number = { type: "number" };
export const whole = { type: "integer" };
export const yes = { type: "boolean" };
export const upTo = (maxLength: number): Schema => ({ type: "string", minLength: 1, maxLength });
export const oneOf = (...values: string[]): Schema => ({ enum: values });
export const list = (items: Schema, limits: Schema = {}): Schema => ({ type: "array", items, ...limits });
export const one = (items: Schema): Schema => list(items, { minItems: 1, maxItems: 1 });
export const day = { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\d$" };
export const moment = {
  type: "string",
  pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d([+-]\\d\\d:\\d\\d)?$",
};
export const country = { type: "string", pattern: "^[A-Z]{2}$" };
export const twelveDigits = { type: "string", pattern: "^\\d{12}$" };

/** An object of these fields and no others. A name that ends in ! is required. */
export function fields(named: Record<string, Schema>): Schema {
  const names = Object.keys(named);
  return {
    type: "object",
    additionalProperties: false,
    required: names.filter((name) => name.endsWith("!")).map((name) => name.slice(0, -1)),
    properties: Object.fromEntries(names.map((name) => [name.replace(/!$/, ""), named[name]])),
  };
}
